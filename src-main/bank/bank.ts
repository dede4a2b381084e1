import type { FlatOutline } from '../../src-shared/strips/flat-outline.js';

/** A digit as strips are made of it. */
export interface BankDigit {
  /** Its place in the bank, from 0. */
  readonly index: number;
  /** 0 to 9. */
  readonly label: number;
  /** A whole number that names the hand that wrote it. */
  readonly hand: number;
  /** Of the recogniser, 0 to 1; 1 where a person labelled it. */
  readonly confidence: number;
  /** As `measureTraits` has it. */
  readonly slant: number;
  /** Pixels of 28. */
  readonly strokeWidth: number;
  /** Where its ink lies in its 28 × 28 pixels: columns and rows with a pixel of at least 32. */
  readonly column: number;
  readonly width: number;
  readonly top: number;
  readonly height: number;
  /** In pixels from the upper left corner of its 28 × 28. */
  readonly outline: FlatOutline;
}

/** What is known of all digits of a bank. */
export interface BankFacts {
  /** What wrote them: a model's name, or MNIST's people. */
  readonly model: string;
  /** Of the model's weights; null where there is no model. */
  readonly modelSha256: string | null;
  /** That they were drawn with; null where there was nothing to draw. */
  readonly seed: number | null;
  /** Times their latent vectors; banks of before have none, and were drawn with 1. */
  readonly spread?: number | undefined;
  /** Name and version of the program that made the bank. */
  readonly program: string;
  /** How it was seen that the labels are right. */
  readonly labels: string;
  /** Digits drawn for it; null where they were written by people. */
  readonly drawn: number | null;
  /** Of those, which the recogniser read as asked for, and beyond doubt. */
  readonly accepted: number | null;
  /** Of those again, which a second reader read otherwise: they were left out. Null without one. */
  readonly contradicted: number | null;
  /** Hands that could not write all ten digits legibly: they were left out. */
  readonly handsLeftOut: number;
}

/** All of a bank in memory that threads share. */
export type SharedBank = SharedFile | SharedMnist;

/** The file of a bank, every byte of which was looked at. */
interface SharedFile extends BankLayout {
  readonly kind: 'file';
}

/** What stands at the beginning of a bank's file. */
export interface BankHeader {
  readonly format: 'a bank of handwritten digits';
  readonly version: 1;
  readonly facts: BankFacts;
  readonly digits: number;
  /** Of all outlines. */
  readonly numbers: number;
}

/** Where the parts of a bank's file lie. */
export interface BankLayout {
  /** Of the file, in memory that threads share. */
  readonly bytes: Uint8Array;
  readonly header: BankHeader;
  readonly recordsAt: number;
  readonly outlinesAt: number;
  /** Of all that its checksum is of. */
  readonly end: number;
}

/** MNIST's digits and what was measured of them. */
export interface SharedMnist {
  readonly kind: 'mnist' | 'mnist-test';
  readonly sha256: string;
  /** [count, 28, 28] grey levels. */
  readonly images: Uint8Array;
  readonly labels: Uint8Array;
  readonly hands: Uint32Array;
  /** [count, 2]: slant and stroke width. */
  readonly traits: Float64Array;
  /** Outlines that a thread has traced: see `TracedOutlines`. */
  readonly places: Int32Array;
  readonly numbers: Int16Array;
}

/**
 * Digits to make strips of, each with its outline. The same bank gives the same digits on every machine.
 */
export interface Bank {
  /** `bank-` and the first 16 digits of its SHA-256; `mnist` or `mnist-test`. */
  readonly name: string;
  /** Of all that it holds, in hexadecimal. */
  readonly sha256: string;
  /** Digits. */
  readonly size: number;
  readonly facts: BankFacts;
  /** In ascending order. Each has digits of all ten labels. */
  readonly hands: readonly number[];
  /** What another thread makes the same bank of, without a look at it. */
  readonly shared: SharedBank;
  /** @throws RangeError for an index that the bank has not */
  digit(index: number): BankDigit;
  /** Indices of a hand's digits of a label, in ascending order. */
  of(label: number, hand: number): readonly number[];
}

import { join } from 'node:path';
import { mostOnSheet } from '../../../src-shared/config/sheet.js';
import type { RecognisedDigit } from '../../../src-shared/contract/drawings.js';
import type { RecognisedDigits } from '../../../src-shared/contract/engine-commands.js';
import { type GreyImage, sliceDigits } from '../../../src-shared/digits/grey-image.js';
import { fileVersion } from '../../files/folders.js';

/** Sets of digits kept, the ones asked for last: a number, a grid and pages of numbers side by side. */
const mostSets = mostOnSheet + 20;
/** Digits kept of one set: 3 MB. */
const mostDigits = 4_096;
/** Digits kept of all sets: 64 MB. */
const mostInAll = 20 * mostDigits;

/** One digit, with what it is taken for. */
export interface DrawnDigit extends RecognisedDigit {
  /** 28 × 28. */
  readonly image: GreyImage;
}

/**
 * Keeps the digits drawn last: a number that is laid out anew, or of which more legible digits are
 * wanted, needs no engine, which may be in the midst of a training step.
 */
export class RecentDigits<Key> {
  private readonly recent = new Map<string, Map<Key, DrawnDigit>>();
  private count = 0;

  /** Those of a set: a generator folder and what else its digits depend on. */
  async of(folder: string, others: string): Promise<KeptDigits<Key>> {
    const name = `${others} ${await version(folder)}`;
    const digits = this.recent.get(name) ?? new Map<Key, DrawnDigit>();
    // The last asked for stands last.
    this.recent.delete(name);
    this.recent.set(name, digits);
    this.forgetBeyond(mostSets);
    return {
      get: (key) => digits.get(key),
      has: (key) => digits.has(key),
      keep: (key, digit) => {
        if (digits.size >= mostDigits || digits.has(key)) return;
        digits.set(key, digit);
        if (this.recent.get(name) !== digits) return;
        this.count++;
        while (this.count > mostInAll && this.recent.size > 1) {
          this.forgetBeyond(this.recent.size - 1);
        }
      },
    };
  }

  /** Forgets the sets that nobody has asked for the longest. */
  private forgetBeyond(most: number): void {
    for (const [name, digits] of this.recent) {
      if (this.recent.size <= most) return;
      this.recent.delete(name);
      this.count -= digits.size;
    }
  }
}

export interface KeptDigits<Key> {
  get(key: Key): DrawnDigit | undefined;
  has(key: Key): boolean;
  keep(key: Key, digit: DrawnDigit): void;
}

/** The engine's answer, digit by digit. @param indexOf of the digit at a place of the answer */
export const drawnDigits = (
  { pixels, classes, confidences }: RecognisedDigits,
  indexOf: (place: number) => number,
): DrawnDigit[] =>
  sliceDigits(pixels).map((image, place) => ({
    index: indexOf(place),
    class: classes[place] ?? 0,
    confidence: confidences[place] ?? 0,
    image,
  }));

/** What changes when the generator does; a missing file is the engine's to report, never a digit from before. */
const version = async (folder: string): Promise<string> =>
  `${folder} ${(await fileVersion(join(folder, 'weights.bin'))) ?? Math.random()}`;

import type { Mark } from '../config/number-text.js';
import type { Condition } from '../networks/condition.js';
import type { LayerTable } from '../networks/layer-table.js';
import type { Box } from '../strips/strip.js';

/** What the recogniser takes a generated digit for. */
export interface RecognisedDigit {
  /** Which digit of the seed's series it is. */
  readonly index: number;
  /** 0 to 9. */
  readonly class: number;
  /** The probability of that class, in [0, 1]. */
  readonly confidence: number;
  /** Of a conditional model: what it was asked for, and the seed of the hand that wrote it. */
  readonly asked?: { readonly label: number; readonly hand: number };
}

/** What a search through a seed's series has passed. */
interface Searched {
  /** Digits of the series looked at, from the first on. */
  readonly lookedAt: number;
  /** Those of them that were less sure than the legibility asked for (of a number: and had ink). */
  readonly rejected: number;
}

export interface DigitGrid extends Searched {
  readonly png: Uint8Array;
  /** Pixels. */
  readonly width: number;
  readonly height: number;
  /**
   * Row by row from the top left. Fewer than rows · columns when the search ended before it had found
   * them all: the tiles after them are black.
   */
  readonly cells: readonly RecognisedDigit[];
}

export interface ComposedNumber extends Searched {
  /** What is written: of any number, the digits that came. */
  readonly text: string;
  /**
   * The seed of the hand that wrote it: null when each digit has its own, and of a model that knows no hands.
   */
  readonly hand: number | null;
  /** The picture in the look and format asked for. */
  readonly file: Uint8Array;
  /** Of the picture, in its pixels. */
  readonly width: number;
  readonly height: number;
  /** Digits left out because they had no ink: neither rejected nor written. */
  readonly drawnAgain: number;
  /** From left to right, without the marks. */
  readonly digits: readonly PlacedDigit[];
  /** From left to right; none in any number. */
  readonly marks: readonly PlacedMark[];
}

/** Where the ink of a character lies; of a blank, its gap. */
interface Place extends Box {
  /** Which character of the text it is, from 0; of any number its place among the digits. */
  readonly character: number;
}

interface PlacedDigit extends Place, RecognisedDigit {}

interface PlacedMark extends Place {
  readonly text: Mark;
}

/** A page of numbers, or all of them. */
export interface NumberSheet {
  readonly file: Uint8Array;
  /** Of a page, in pixels. */
  readonly width: number;
  readonly height: number;
  /** How many pages all numbers take. */
  readonly pages: number;
  /** What each number was written with, in their order. */
  readonly numbers: readonly Pick<ComposedNumber, 'text' | 'hand'>[];
}

export interface NetworkTables {
  readonly preset: string | null;
  /** What the generator's input consists of; null for that of a gan, a latent vector alone. */
  readonly condition: Condition | null;
  readonly generator: LayerTable;
  /** Null where a folder holds a generator alone. */
  readonly discriminator: LayerTable | null;
}

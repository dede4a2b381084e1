import type { Separator } from '../config/number-text.js';
import type { Condition } from '../networks/condition.js';
import type { LayerTable } from '../networks/layer-table.js';

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
  readonly png: Uint8Array;
  /** Pixels. */
  readonly width: number;
  readonly height: number;
  /** Digits left out because they had no ink: neither rejected nor written. */
  readonly drawnAgain: number;
  /** From left to right, without the separators. */
  readonly digits: readonly PlacedDigit[];
  /** From left to right; none in any number. */
  readonly separators: readonly PlacedSeparator[];
}

interface Place {
  /** Which character of the text it is, from 0; of any number its place among the digits. */
  readonly character: number;
  /** Pixels from the picture's left edge. */
  readonly left: number;
  /** Pixels. */
  readonly width: number;
}

interface PlacedDigit extends Place, RecognisedDigit {}

interface PlacedSeparator extends Place {
  readonly text: Separator;
}

export interface NetworkTables {
  readonly preset: string | null;
  /** What the generator's input consists of; null for that of a gan, a latent vector alone. */
  readonly condition: Condition | null;
  readonly generator: LayerTable;
  /** Null where a folder holds a generator alone. */
  readonly discriminator: LayerTable | null;
}

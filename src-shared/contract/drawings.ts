import type { Separator } from '../config/number-text.js';
import type { LayerTable } from '../networks/layer-table.js';

/** What the recogniser takes a generated digit for. */
export interface RecognisedDigit {
  /** Which digit of the seed's series it is. */
  readonly index: number;
  /** 0 to 9. */
  readonly class: number;
  /** The probability of that class, in [0, 1]. */
  readonly confidence: number;
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
  readonly generator: LayerTable;
  /** Null where a folder holds a generator alone. */
  readonly discriminator: LayerTable | null;
}

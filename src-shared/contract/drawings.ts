import type { LayerTable } from '../networks/layer-table.js';

export interface DigitGrid {
  readonly png: Uint8Array;
  /** Pixels. */
  readonly width: number;
  readonly height: number;
}

export interface ComposedNumber {
  readonly png: Uint8Array;
  /** Pixels. */
  readonly width: number;
  readonly height: number;
  /** Digits drawn again because they had no ink. */
  readonly drawnAgain: number;
  /** From left to right. */
  readonly digits: readonly PlacedDigit[];
}

export interface PlacedDigit {
  /** Which digit of the seed's series it is. */
  readonly index: number;
  /** Pixels from the picture's left edge. */
  readonly left: number;
  readonly width: number;
}

export interface NetworkTables {
  readonly preset: string | null;
  readonly generator: LayerTable;
  /** Null where a folder holds a generator alone. */
  readonly discriminator: LayerTable | null;
}

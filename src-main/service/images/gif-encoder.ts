import { createRequire } from 'node:module';

/** The part of gifenc that is used here; the package ships no types. */
export interface GifEncoder {
  writeHeader(): void;
  /** @param index [height, width] palette entries; delay in milliseconds, a multiple of 10. */
  writeFrame(
    index: Uint8Array,
    width: number,
    height: number,
    options: {
      first: boolean;
      delay: number;
      /** With the first frame only: it becomes the palette of all. */
      palette?: readonly (readonly number[])[];
      /** With the first frame only: 0 loops forever. */
      repeat?: number;
    },
  ): void;
  /** Writes the trailer. */
  finish(): void;
  /** A copy of what was written since the last reset. */
  bytes(): Uint8Array;
  /** Forgets what was written. */
  reset(): void;
}

interface Gifenc {
  GIFEncoder(options: { auto: boolean }): GifEncoder;
}

// Required, not imported: the package is CommonJS whose `default` export each loader (Node,
// Vite, bundlers) unwraps differently.
const require = createRequire(import.meta.url);
const gifenc: Gifenc = require('gifenc');

/** An encoder that writes its header and first frame only when told to, so it can be drained. */
export function createGifEncoder(): GifEncoder {
  return gifenc.GIFEncoder({ auto: false });
}

import type { Sample } from '../../src-shared/strips/sample.js';
import { encodeStripPng } from './encode-png.js';
import type { SampleMaker } from './sample-maker.js';

/** Strips on the picture, and how they lie there. */
const [most, columns, gap] = [24, 3, 8];

/** Some strips of a data set, from its whole length, as a PNG. */
export function samplePicture(maker: SampleMaker, count: number): Uint8Array {
  const shown = Math.min(most, count);
  const strips = Array.from({ length: shown }, (_, at) =>
    maker.make(Math.floor((at * count) / shown)),
  );
  const [first] = strips;
  if (first === undefined) throw new RangeError('A data set has at least one strip.');
  const { channels } = first;
  const cell = Math.max(...strips.map(({ width }) => width)) + gap;
  const line = first.height + gap;
  const width = Math.min(columns, shown) * cell + gap;
  const height = Math.ceil(shown / columns) * line + gap;
  const pixels = new Uint8Array(width * height * channels).fill(255);
  for (const [at, strip] of strips.entries()) {
    const [row, column] = [Math.floor(at / columns), at % columns];
    lay(strip, { pixels, width }, { left: gap + column * cell, top: gap + row * line });
  }
  return encodeStripPng({ width, height, channels, pixels });
}

/** Both have as many channels. */
function lay(
  { pixels, width, height, channels }: Sample,
  page: { readonly pixels: Uint8Array; readonly width: number },
  { left, top }: { left: number; top: number },
): void {
  const line = width * channels;
  for (let y = 0; y < height; y++) {
    const row = pixels.subarray(y * line, (y + 1) * line);
    page.pixels.set(row, ((top + y) * page.width + left) * channels);
  }
}

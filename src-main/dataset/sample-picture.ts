import { type GreyImage, greyImage } from '../../src-shared/digits/grey-image.js';
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
  const cell = Math.max(...strips.map(({ width }) => width)) + gap;
  const line = (strips[0]?.height ?? 0) + gap;
  const page = greyImage({
    width: Math.min(columns, shown) * cell + gap,
    height: Math.ceil(shown / columns) * line + gap,
  });
  page.pixels.fill(255);
  for (const [at, strip] of strips.entries()) {
    const [row, column] = [Math.floor(at / columns), at % columns];
    lay(strip, page, { left: gap + column * cell, top: gap + row * line });
  }
  return encodeStripPng(page);
}

function lay(
  strip: GreyImage,
  page: GreyImage,
  { left, top }: { left: number; top: number },
): void {
  for (let y = 0; y < strip.height; y++) {
    const row = strip.pixels.subarray(y * strip.width, (y + 1) * strip.width);
    page.pixels.set(row, (top + y) * page.width + left);
  }
}

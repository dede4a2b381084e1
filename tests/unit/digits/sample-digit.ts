import { digitSize, type GreyImage, greyImage } from '../../../src-shared/digits/grey-image.js';

/** A digit of 28×28 whose pixel at (row, column) is `value(row, column)`. */
export function sampleDigit(value: (row: number, column: number) => number): GreyImage {
  const pixels = Uint8Array.from({ length: digitSize * digitSize }, (_, index) =>
    value(Math.floor(index / digitSize), index % digitSize),
  );
  return greyImage({ width: digitSize, height: digitSize, pixels });
}

/** N digits, each with its own noise. */
export function noisyDigits(count: number): GreyImage[] {
  return Array.from({ length: count }, (_, digit) =>
    sampleDigit((row, column) => (row * 37 + column * 101 + row * column * 13 + digit * 59) % 256),
  );
}

export function pixelAt(image: GreyImage, row: number, column: number): number | undefined {
  return image.pixels[row * image.width + column];
}

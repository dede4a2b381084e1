import { digitSize, type GreyImage, greyImage } from '../../src-shared/digits/grey-image.js';
import { classCount } from '../../src-shared/networks/classifiers.js';
import { cover } from '../../src-shared/strips/coverage.js';
import { inPlace } from '../../src-shared/strips/place-outline.js';
import type { Bank } from './bank.js';

/** Pixels of the picture that one of a digit's measures. */
const scale = 2;
const side = scale * digitSize;

/** Hands that lie evenly among all of a bank's, one a row, the labels 0 to 9 side by side: black on white. */
export function bankPicture(bank: Bank, rows: number): GreyImage {
  const count = Math.min(rows, bank.hands.length);
  const picture = greyImage({ width: classCount * side, height: count * side });
  picture.pixels.fill(255);
  for (let row = 0; row < count; row++) {
    const hand = bank.hands[Math.floor((row * bank.hands.length) / count)] ?? 0;
    for (let label = 0; label < classCount; label++) {
      const [index] = bank.of(label, hand);
      if (index !== undefined) draw(picture, bank.digit(index), { row, column: label });
    }
  }
  return picture;
}

function draw(
  { width, height, pixels }: GreyImage,
  { outline }: Pick<ReturnType<Bank['digit']>, 'outline'>,
  { row, column }: { row: number; column: number },
): void {
  const [left, top] = [column * side, row * side];
  const coverage = cover(outline, { ...inPlace, scale, left, top });
  coverage?.parts.forEach((part, at) => {
    const x = coverage.left + (at % coverage.width);
    const y = coverage.top + Math.floor(at / coverage.width);
    if (x < 0 || x >= width || y < 0 || y >= height) return;
    const place = y * width + x;
    pixels[place] = Math.max(0, (pixels[place] ?? 0) - Math.round(255 * part));
  });
}

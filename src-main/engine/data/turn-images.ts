import type { TrainingConfig } from '../../../src-shared/config/training.js';

const size = 28;

/** How images are turned into what the program draws: white digits, upright, on black. */
export type Turning = Pick<TrainingConfig, 'transpose' | 'invert'>;

/** Turns images where they are. @param images [n, 28, 28] grey levels */
export function turnImages(images: Uint8Array, { transpose, invert }: Turning): void {
  if (transpose) transposeImages(images);
  if (invert) for (let i = 0; i < images.length; i++) images[i] = 255 - (images[i] ?? 0);
}

/** Swaps rows and columns. */
function transposeImages(images: Uint8Array): void {
  for (let first = 0; first < images.length; first += size * size) {
    for (let row = 0; row < size; row++) {
      for (let column = 0; column < row; column++) {
        const [below, above] = [first + row * size + column, first + column * size + row];
        const value = images[below] ?? 0;
        images[below] = images[above] ?? 0;
        images[above] = value;
      }
    }
  }
}

import { composingDefaults } from '../../src-shared/config/composing.js';
import { inkColumns } from '../../src-shared/digits/crop-digit.js';
import { digitSize, greyImage } from '../../src-shared/digits/grey-image.js';
import { traceOutline } from '../../src-shared/strips/outline.js';
import type { BankDigit } from './bank.js';
import { outlineNumbers } from './outline-numbers.js';

/** Where a digit's ink lies. */
type InkFrame = Pick<BankDigit, 'column' | 'width' | 'top' | 'height'>;

/** @param pixels [28, 28] grey levels @returns null for one without ink */
export function inkFrame(pixels: Uint8Array): InkFrame | null {
  const { inkThreshold } = composingDefaults;
  const columns = inkColumns({ width: digitSize, height: digitSize, pixels }, inkThreshold);
  if (columns === null) return null;
  const isInked = (level: number) => level >= inkThreshold;
  const first = Math.floor(pixels.findIndex(isInked) / digitSize);
  const last = Math.floor(pixels.findLastIndex(isInked) / digitSize);
  return {
    column: columns.first,
    width: columns.last - columns.first + 1,
    top: first,
    height: last - first + 1,
  };
}

/** A digit's outline in whole numbers. @param pixels [28, 28] grey levels */
export const traceNumbers = (pixels: Uint8Array): Int16Array =>
  outlineNumbers(traceOutline(greyImage({ width: digitSize, height: digitSize, pixels })));

import { checkLookFormat, type Look, scaleOf } from '../../../src-shared/config/look.js';
import type { PictureFormat } from '../../../src-shared/config/picture-formats.js';
import { AppError } from '../../../src-shared/contract/errors.js';
import { type Strip, stripHeight, stripWidth } from '../../../src-shared/strips/strip.js';

/** Pixels of the largest picture: a page of A4 at 550 dpi. */
const mostPixels = 2 ** 25;

/** @throws AppError BAD_INPUT where a picture would be larger than any is drawn */
export function requirePixels(width: number, height: number): void {
  if (width * height <= mostPixels) return;
  const [across, down, most] = [width, height, mostPixels].map((count) =>
    Math.round(count).toLocaleString('en-US'),
  );
  throw new AppError(
    'BAD_INPUT',
    `The picture would have ${across} x ${down} pixels, and ${most} in all are the most that are drawn: choose a smaller scale, or fewer digits.`,
  );
}

/** @throws AppError BAD_INPUT where a strip would be too large in a look */
export function requireRoom(strip: Strip, look: Look): void {
  const scale = scaleOf(look, stripHeight);
  const [width, height] = [stripWidth(strip), stripHeight].map(
    (length) => (length + 2 * look.margin) * scale,
  );
  requirePixels(width ?? 0, height ?? 0);
}

/** @throws AppError BAD_INPUT where shapes are asked for of pixels */
export function requireStrokes(look: Look, format: PictureFormat): void {
  const problem = checkLookFormat(look, format);
  if (problem !== null) throw new AppError('BAD_INPUT', problem);
}

import { digitSize, type GreyImage } from '../digits/grey-image.js';
import { layOutNumber } from '../digits/lay-out-number.js';

/** A character of a strip, 28 pixels high. */
export interface StripMark {
  /** What it is: a digit or a sign. */
  readonly text: string;
  /** What is seen of it, cropped to its columns with ink. */
  readonly image: GreyImage;
  /** All that was drawn of it, of which `image` begins at this column. */
  readonly whole: { readonly image: GreyImage; readonly column: number };
}

/** Characters in a row. */
export interface Strip {
  readonly marks: readonly StripMark[];
  /** Pixels between each two of them; negative where they overlap. */
  readonly gaps: readonly number[];
}

/** Where something lies in a picture, in its pixels from the upper left corner. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** The strip in the pixels that the network drew, white on black, 28 pixels high. */
export const pixelsOfStrip = ({ marks, gaps }: Strip): GreyImage =>
  layOutNumber(
    marks.map(({ image }) => image),
    gaps,
  );

/** Where each character begins, in pixels from the strip's left edge. */
export function leftsOf({ marks, gaps }: Strip): number[] {
  let left = 0;
  return marks.map(({ image }, at) => {
    const here = left;
    left += image.width + (gaps[at] ?? 0);
    return here;
  });
}

/** From the first character's left edge to the furthest right one, in pixels. */
export function stripWidth(strip: Strip): number {
  const lefts = leftsOf(strip);
  return strip.marks.reduce(
    (most, { image }, at) => Math.max(most, (lefts[at] ?? 0) + image.width),
    0,
  );
}

/** Of what is seen of a character: its rows with ink, all of them where it has none. */
export function inkBox({ width, height, pixels }: GreyImage): Box {
  const inked = (row: number) =>
    pixels.subarray(row * width, (row + 1) * width).some((level) => level > 0);
  let top = 0;
  while (top < height && !inked(top)) top++;
  if (top === height) return { left: 0, top: 0, width, height };
  let bottom = height;
  while (!inked(bottom - 1)) bottom--;
  return { left: 0, top, width, height: bottom - top };
}

export const stripHeight = digitSize;

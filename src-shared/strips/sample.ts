import { isMark } from '../config/number-text.js';
import type { Range, Style } from '../config/style.js';
import { blankWidth } from '../digits/draw-mark.js';
import type { GreyImage } from '../digits/grey-image.js';
import { partedGaps } from '../digits/part-thousands.js';
import { cover } from './coverage.js';
import { type MarkHand, type MarkOutlines, markVariants } from './mark-outlines.js';
import type { Outline } from './outline.js';
import { type Extent, extentOf, type Placing, placeOutline } from './place-outline.js';
import type { Box } from './strip.js';

/** A digit of a hand. Lengths are pixels of its 28-pixel tile. */
export interface SampleDigit {
  readonly strokeWidth: number;
  /** Of its ink. */
  readonly top: number;
  readonly height: number;
  readonly outline: Outline;
}

/** A text in one hand, as it is to be drawn. */
export interface SampleRequest {
  /** Digits and marks; at most 255 characters. */
  readonly text: string;
  /** For each of the text's digits one. */
  readonly digits: readonly SampleDigit[];
  readonly marks: MarkOutlines;
  readonly style: Style;
  /** Of the picture, in pixels. */
  readonly height: number;
  /** Uniform in [0, 1). */
  readonly random: () => number;
}

/** A strip of a data set and all that is known of it. */
export interface Sample extends GreyImage {
  readonly text: string;
  /** Of each character's ink, null for a blank. */
  readonly boxes: readonly (Box | null)[];
  /** [height, width]: 0 is paper, k the ink of the k-th character, blanks counted too. */
  readonly mask: Uint8Array;
}

/** Characters that a mask can tell apart. */
export const longestSample = 255;

/** Steps of 255 from which on a pixel is ink: what boxes enclose and masks show. */
const leastInk = 32;

/** Draws a strip. The same request gives the same bytes on every machine. */
export function drawSample(request: SampleRequest): Sample {
  const { text, style, height, random } = request;
  const characters = placedCharacters(request);
  const extents = characters.flatMap(({ extent }) => extent ?? []);
  const top = Math.min(...extents.map((extent) => extent.top));
  const bottom = Math.max(...extents.map((extent) => extent.bottom));
  const margins = Array.from({ length: 4 }, () => drawn(style.margin, random));
  const [above = 0, below = 0, before = 0, after = 0] = margins;
  const scale = height / (above + bottom - top + below);
  const { lefts, right } = inARow(request, characters, { before, scale });
  const width = Math.ceil((right + after) * scale);
  const canvas = new Canvas(width, height);
  const boxes = characters.map(({ outline, placing, extent }, at) => {
    if (extent === null) return null;
    const placed = placeOutline(outline, {
      ...placing,
      scale: placing.scale * scale,
      left: ((lefts[at] ?? 0) - extent.left) * scale,
      top: (placing.top + above - top) * scale,
    });
    return canvas.add(placed, at + 1);
  });
  const ink = Math.round(drawn(style.ink, random));
  const paper = Math.round(drawn(style.paper, random));
  const levels = Uint8Array.from({ length: 256 }, (_, step) =>
    Math.round(paper + ((ink - paper) * step) / 255),
  );
  const pixels = new Uint8Array(width * height);
  for (let at = 0; at < pixels.length; at++) pixels[at] = levels[canvas.ink[at] ?? 0] ?? 0;
  return { width, height, pixels, mask: canvas.mask, boxes, text };
}

const drawn = ({ min, max }: Range, random: () => number): number => min + (max - min) * random();

/** A character by itself: what becomes of it in pixels of a digit. */
interface Character {
  readonly outline: Outline;
  readonly placing: Placing;
  /** Null for a blank. */
  readonly extent: Extent | null;
}

function placedCharacters({ text, digits, marks, style, random }: SampleRequest): Character[] {
  const hand = handOf(digits);
  const { foot } = hand;
  const shear = drawn(style.slant, random);
  let digit = 0;
  return [...text].map((character) => {
    const outline = outlineOf(character, () => digits[digit++]);
    const scale = drawn(style.size, random);
    // It grows from the line that it stands on.
    const top = foot * (1 - scale) + drawn(style.wander, random);
    const placing = { scale, left: 0, top, shear, foot };
    return { outline, placing, extent: extentOf(outline, placing) };
  });

  function outlineOf(character: string, next: () => SampleDigit | undefined): Outline {
    if (character === ' ') return [];
    if (isMark(character)) {
      return marks.outline(character, hand, Math.floor(random() * markVariants));
    }
    const found = next();
    if (found === undefined) throw new RangeError('A digit of the text has no picture.');
    return found.outline;
  }
}

/** What the hand's marks have to match. */
function handOf(digits: readonly SampleDigit[]): MarkHand {
  const middle = (of: (digit: SampleDigit) => number): number => {
    const sorted = digits.map(of).sort((a, b) => a - b);
    return sorted[sorted.length >> 1] ?? 0;
  };
  return {
    strokeWidth: middle(({ strokeWidth }) => strokeWidth),
    top: middle(({ top }) => top),
    foot: middle(({ top, height }) => top + height),
  };
}

/**
 * Where each character's ink begins, and where the last one's ends. Those that are not to touch have at
 * least a pixel of the picture between them, so that none of it has ink of both.
 */
function inARow(
  { text, digits, style, random }: SampleRequest,
  characters: readonly Character[],
  { before, scale }: { before: number; scale: number },
): { lefts: number[]; right: number } {
  const parted = partedGaps(text, 'thousands');
  const thousands = drawn(style.thousandsGap, random);
  const blank = blankWidth * Math.max(...digits.map(({ height }) => height));
  let left = before;
  let right = before;
  const lefts = characters.map(({ extent }, at) => {
    const here = left;
    right = here + (extent === null ? blank : extent.right - extent.left);
    const gap = drawn(style.gap, random);
    left = right + (gap < 0 ? gap : Math.max(gap, 1 / scale)) + (parted.has(at) ? thousands : 0);
    return here;
  });
  return { lefts, right };
}

/** Ink of several characters. */
class Canvas {
  /** Steps of 255. */
  readonly ink: Uint8Array;
  readonly mask: Uint8Array;
  /** How much of the pixel's ink is of the character that the mask has there. */
  private readonly most: Uint8Array;

  constructor(
    private readonly width: number,
    private readonly height: number,
  ) {
    this.ink = new Uint8Array(width * height);
    this.mask = new Uint8Array(width * height);
    this.most = new Uint8Array(width * height);
  }

  /** @returns the box of the pixels that are its ink */
  add(outline: Outline, number: number): Box | null {
    const covered = cover(outline);
    if (covered === null) return null;
    let [left, top, right, bottom] = [this.width, this.height, -1, -1];
    const [firstRow, firstColumn] = [Math.max(0, -covered.top), Math.max(0, -covered.left)];
    const lastRow = Math.min(covered.height, this.height - covered.top);
    const lastColumn = Math.min(covered.width, this.width - covered.left);
    for (let row = firstRow; row < lastRow; row++) {
      const y = covered.top + row;
      for (let column = firstColumn; column < lastColumn; column++) {
        const step = Math.round(255 * (covered.parts[row * covered.width + column] ?? 0));
        if (step === 0) continue;
        const x = covered.left + column;
        const at = y * this.width + x;
        this.ink[at] = Math.min(255, (this.ink[at] ?? 0) + step);
        if (step < leastInk) continue;
        if (step > (this.most[at] ?? 0)) {
          this.most[at] = step;
          this.mask[at] = number;
        }
        if (x < left) left = x;
        if (x > right) right = x;
        if (y < top) top = y;
        if (y > bottom) bottom = y;
      }
    }
    return right < left ? null : { left, top, width: right - left + 1, height: bottom - top + 1 };
  }
}

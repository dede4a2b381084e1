import { isMark } from '../config/number-text.js';
import { drawnFrom, type Style } from '../config/style-fields.js';
import { type FlatOutline, noOutline } from './flat-outline.js';
import type { MarkHand } from './mark-form.js';
import { type MarkOutlines, markVariants } from './mark-outlines.js';
import { type Extent, extentOf, type Placing } from './place-outline.js';
import { growOutline, slopeOutline } from './shape-outline.js';

/** A digit of a hand. Lengths are pixels of its 28-pixel tile. */
export interface SampleDigit {
  readonly strokeWidth: number;
  /** Of its ink. */
  readonly top: number;
  readonly height: number;
  readonly outline: FlatOutline;
}

/** A text in one hand, as it is to be laid out. */
export interface LayoutRequest {
  /** Digits and marks; at most 255 characters. */
  readonly text: string;
  /** For each of the text's digits one. */
  readonly digits: readonly SampleDigit[];
  readonly marks: MarkOutlines;
  /** Of the picture, in pixels. */
  readonly height: number;
  /** Uniform in [0, 1). */
  readonly random: () => number;
}

/** A character by itself: what becomes of it in pixels of a digit. */
export interface Character {
  readonly outline: FlatOutline;
  readonly placing: Placing;
  /** Null for a blank. */
  readonly extent: Extent | null;
}

interface Form {
  readonly outline: FlatOutline;
  readonly above: number;
}

/** @param times the hand's stroke width */
export function placedCharacters(
  { text, digits, marks, random }: LayoutRequest,
  { hand, style, times }: { hand: MarkHand; style: Style; times: number },
): Character[] {
  const { foot } = hand;
  const shear = drawnFrom(style.slant, random);
  const grow = ((times - 1) * hand.strokeWidth) / 2;
  let digit = 0;
  return [...text].map((character) => {
    const { outline, above } = formOf(character, () => digits[digit++]);
    const scale = drawnFrom(style.size, random);
    // It stands on the line, from which it grows: a digit's tile has it in the middle, not at the bottom.
    const top = foot * (1 - scale) + scale * above + drawnFrom(style.wander, random);
    const wide = drawnFrom(style.width, random);
    const leans = shear + drawnFrom(style.lean, random);
    const placing = { scale, wide, left: 0, top, shear: leans, foot };
    const shaped = grow === 0 ? outline : growOutline(outline, grow);
    return { outline: shaped, placing, extent: extentOf(shaped, placing) };
  });

  /** And how far above the line its own place would have it end. */
  function formOf(character: string, next: () => SampleDigit | undefined): Form {
    if (isMark(character)) {
      if (character === ' ') return { outline: noOutline, above: 0 };
      const variant = Math.floor(random() * markVariants);
      return { outline: marks.outline(character, hand, variant), above: 0 };
    }
    const found = next();
    if (found === undefined) throw new RangeError('A digit of the text has no picture.');
    return { outline: found.outline, above: foot - found.top - found.height };
  }
}

/** On a line that falls. */
export function sloped({ outline, placing }: Character, slope: number): Character {
  const fallen = slopeOutline(outline, { ...placing, slope });
  return { outline: fallen, placing, extent: extentOf(fallen, placing) };
}

/** From where to where the ink of characters reaches that begin at these places. */
export function reachOf(
  characters: readonly Character[],
  lefts: readonly number[],
  slope: number,
): { top: number; bottom: number } {
  let [top, bottom] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const [at, { extent }] of characters.entries()) {
    if (extent === null) continue;
    const fall = slope === 0 ? 0 : slope * ((lefts[at] ?? 0) - extent.left);
    top = Math.min(top, extent.top + fall);
    bottom = Math.max(bottom, extent.bottom + fall);
  }
  return { top, bottom };
}

/**
 * Of a stroke, times what is measured of it: its outline is the sum of differences along rows and columns,
 * which for lines of all directions is 4/π of their length.
 */
const measuredThin = 1.273;

/** What the hand's marks have to match. */
export function handOf(digits: readonly SampleDigit[]): MarkHand {
  const middle = (of: (digit: SampleDigit) => number): number => {
    const sorted = digits.map(of).sort((a, b) => a - b);
    return sorted[sorted.length >> 1] ?? 0;
  };
  return {
    strokeWidth: measuredThin * middle(({ strokeWidth }) => strokeWidth),
    top: middle(({ top }) => top),
    foot: middle(({ top, height }) => top + height),
  };
}

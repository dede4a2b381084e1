import type { PaperKind } from '../config/style-fields.js';
import { drawnFrom } from '../config/style-fields.js';
import { blankWidth } from '../digits/draw-mark.js';
import type { FlatOutline } from './flat-outline.js';
import type { Placing } from './place-outline.js';
import {
  type Character,
  handOf,
  type LayoutRequest,
  placedCharacters,
  reachOf,
  sloped,
} from './sample-characters.js';
import { drawnCells, drawnGaps, inARow, inCells, type Row } from './sample-row.js';
import type { StripStyle } from './strip-style.js';

/** Where all of a strip lies, in pixels of its picture. */
export interface SampleLayout {
  readonly width: number;
  readonly height: number;
  /** Pixels of the picture for each of a digit's 28. */
  readonly scale: number;
  /** In the order of the text; a blank's outline is empty. */
  readonly characters: readonly { readonly outline: FlatOutline; readonly placing: Placing }[];
  /** Pixels that the line of writing, and all that lies along it, falls for each to the right. */
  readonly slope: number;
  /** At the picture's left edge: the line that characters stand on, and from where to where ink reaches. */
  readonly foot: number;
  readonly inkTop: number;
  readonly inkBottom: number;
  /** Of ink, in the text's order. */
  readonly strokeWidth: number;
  /** Where each cell of a form begins, and where the last one ends; none elsewhere. */
  readonly cells: readonly number[];
}

/** How far a line of writing falls or rises from one end to the other, at most, in pixels of a digit. */
const mostFall = 12;

/** Draws where everything lies. The paper's kind matters: in a form each character has a cell. */
export function layOutSample(
  request: LayoutRequest,
  { strip, kind }: { strip: StripStyle; kind: PaperKind },
): SampleLayout {
  const { text, digits, height, random } = request;
  const { style } = strip;
  const hand = handOf(digits);
  const flat = placedCharacters(request, { hand, style, times: strip.value('strokeWidth') });
  const [above = 0, below = 0, before = 0, after = 0] = Array.from(
    { length: 4 },
    () => drawnFrom(style.margin, random) + formMargin[kind],
  );
  const gaps = drawnGaps(text, style, random);
  const blank = blankWidth * Math.max(...digits.map((digit) => digit.height));
  const cells = formMargin[kind] > 0 ? drawnCells(text, strip.random('cells')) : null;
  const inRow = (characters: readonly Character[], least: number): Row => {
    const room = { before, least, blank };
    return cells ? inCells(characters, room, cells) : inARow(characters, room, gaps);
  };

  const ink = reachOf(flat, [], 0);
  let { top, bottom } = ink;
  let scale = height / (above + bottom - top + below);
  let characters = flat;
  let row = inRow(flat, 1 / scale);
  const slope = within(strip.value('slope'), mostFall / row.right);
  if (slope !== 0) {
    characters = flat.map((character) => sloped(character, slope));
    // A line that falls is higher and so drawn smaller, which makes the least gap, a pixel, larger again.
    for (let pass = 0; pass < 2; pass++) {
      ({ top, bottom } = reachOf(characters, row.lefts, slope));
      scale = height / (above + bottom - top + below);
      if (pass === 0) row = inRow(characters, 1.1 / scale);
    }
  }
  const down = (y: number) => (y + above - top) * scale;
  return {
    width: Math.ceil((row.right + after) * scale),
    height,
    scale,
    characters: characters.map(({ outline, placing, extent }, at) => {
      const left = (row.lefts[at] ?? 0) - (extent?.left ?? 0);
      const lower = slope === 0 ? placing.top : placing.top + slope * left;
      return {
        outline,
        placing: {
          scale: placing.scale * scale,
          wide: placing.wide,
          left: left * scale,
          top: down(lower),
          shear: placing.shear,
          foot: placing.foot,
        },
      };
    }),
    slope,
    foot: down(hand.foot),
    inkTop: down(ink.top),
    inkBottom: down(ink.bottom),
    strokeWidth: hand.strokeWidth * scale,
    cells: row.cells.map((cell) => cell * scale),
  };
}

/** What a form needs around its characters beside the margin, in pixels of a digit. */
const formMargin: Readonly<Record<PaperKind, number>> = {
  plain: 0,
  ruled: 0,
  squared: 0,
  boxes: 3,
  comb: 2,
  guilloche: 0,
};

const within = (value: number, most: number): number => Math.min(most, Math.max(-most, value));

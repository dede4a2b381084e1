import { type Look, scaleOf } from '../config/look.js';
import { flatOutline } from './flat-outline.js';
import { type Outline, traceOutline } from './outline.js';
import { extentOf, inPlace, placeOutline } from './place-outline.js';
import { leftsOf, type Strip, stripHeight, stripWidth } from './strip.js';

/** A character's ink as a shape, in pixels of the picture. */
export interface Stroke {
  readonly text: string;
  /** Empty for a blank. */
  readonly outline: Outline;
  /** The room that it takes in the row, in whole pixels. */
  readonly left: number;
  readonly width: number;
}

/** A strip as shapes: what every format draws. */
export interface Strokes {
  /** Of the picture, in pixels. */
  readonly width: number;
  readonly height: number;
  readonly strokes: readonly Stroke[];
}

/** The row of a digit that shear leaves in its place: its middle, so that nothing moves far. */
const foot = stripHeight / 2;

/** The strokes of a strip in a look, laid out as its pixels are. What leans out widens the picture. */
export function strokesOf({ marks, gaps }: Strip, look: Look): Strokes {
  const { margin, lineWidth, shear } = look;
  const scale = scaleOf(look, stripHeight);
  const lefts = leftsOf({ marks, gaps });
  const outlines = marks.map(({ whole }, at) =>
    placeOutline(traceOutline(whole.image, lineWidth), {
      ...inPlace,
      scale,
      left: (margin + (lefts[at] ?? 0) - whole.column) * scale,
      top: margin * scale,
      shear,
      foot,
    }),
  );
  const reaches = outlines.flatMap((outline) => extentOf(flatOutline(outline)) ?? []);
  const edge = margin * scale;
  const end = (stripWidth({ marks, gaps }) + 2 * margin) * scale;
  const before = Math.ceil(Math.max(0, ...reaches.map(({ left }) => edge - left)) - hair);
  const right = Math.max(end, ...reaches.map((reach) => reach.right + edge));
  const strokes = marks.map(({ text, image }, at): Stroke => {
    const left = Math.round((margin + (lefts[at] ?? 0)) * scale) + before;
    return {
      text,
      outline: before === 0 ? (outlines[at] ?? []) : shifted(outlines[at] ?? [], before),
      left,
      width: Math.round((margin + (lefts[at] ?? 0) + image.width) * scale) + before - left,
    };
  });
  return {
    width: Math.max(1, Math.ceil(right - hair) + before),
    height: Math.max(1, Math.round((stripHeight + 2 * margin) * scale)),
    strokes,
  };
}

/** Part of a pixel that is no reason for one more. */
const hair = 0.02;

const shifted = (outline: Outline, left: number): Outline =>
  placeOutline(outline, { ...inPlace, left });

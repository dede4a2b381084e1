import type { Point } from './fit-curves.js';
import type { Outline } from './outline.js';

/** Where and how large an outline is drawn. */
export interface Placing {
  /** Pixels of the picture that one of the outline's pixels measures. */
  readonly scale: number;
  /** Of the outline's upper left corner, in pixels of the picture. */
  readonly left: number;
  readonly top: number;
  /** Pixels that a point moves to the right for each that it lies above the row `foot`. */
  readonly shear: number;
  /** Pixels of the outline. */
  readonly foot: number;
}

/** The outline in pixels of the picture. */
export function placeOutline(outline: Outline, placing: Placing): Outline {
  const { scale, left, top, shear, foot } = placing;
  const place = ({ x, y }: Point): Point => ({
    x: left + scale * (x + shear * (foot - y)),
    y: top + scale * y,
  });
  return outline.map((ring) =>
    ring.map(({ control1, control2, end }) => ({
      control1: place(control1),
      control2: place(control2),
      end: place(end),
    })),
  );
}

/** Where an outline lies. */
export interface Extent {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** As it is. */
const inPlace: Placing = { scale: 1, left: 0, top: 0, shear: 0, foot: 0 };

/**
 * From where to where the curves of an outline reach once it is placed, at most: their control points
 * enclose them. Null without any.
 */
export function extentOf(outline: Outline, placing: Placing = inPlace): Extent | null {
  const { scale, shear, foot } = placing;
  let [left, top] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  let [right, bottom] = [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY];
  const meet = ({ x, y }: Point) => {
    const across = placing.left + scale * (x + shear * (foot - y));
    const down = placing.top + scale * y;
    if (across < left) left = across;
    if (across > right) right = across;
    if (down < top) top = down;
    if (down > bottom) bottom = down;
  };
  for (const ring of outline) {
    for (const { control1, control2, end } of ring) {
      meet(control1);
      meet(control2);
      meet(end);
    }
  }
  return right < left ? null : { left, top, right, bottom };
}

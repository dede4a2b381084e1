import type { GreyImage } from './grey-image.js';

/** A point of a pen's way, in pixels from the image's upper left corner. */
export interface StrokePoint {
  readonly x: number;
  readonly y: number;
  /** Half of the stroke's width here. */
  readonly radius: number;
}

/**
 * Draws a stroke with round ends through points, smooth at the edges: a pixel has the part of the
 * level that the stroke covers of it, taken from its centre's distance to the stroke's edge. Where
 * there is brighter ink already, that stays. Writes into `image.pixels`.
 * @param stroke level: grey level of full ink, 1 to 255; points: from one on, joined by straight lines
 */
export function drawStroke(
  image: GreyImage,
  { points, level }: { readonly points: readonly StrokePoint[]; readonly level: number },
): void {
  const parts = points.slice(0, -1).map((from, i) => ({ from, to: points[i + 1] ?? from }));
  const [only] = points;
  if (only !== undefined && parts.length === 0) parts.push({ from: only, to: only });
  image.pixels.forEach((before, index) => {
    const x = (index % image.width) + 0.5;
    const y = Math.floor(index / image.width) + 0.5;
    const depth = Math.max(...parts.map((part) => depthIn(part, { x, y })));
    const covered = Math.min(1, Math.max(0, depth + 0.5));
    image.pixels[index] = Math.max(before, Math.round(level * covered));
  });
}

/** How far inside a part of a stroke a place lies, in pixels; negative outside. */
function depthIn(
  { from, to }: { readonly from: StrokePoint; readonly to: StrokePoint },
  { x, y }: { readonly x: number; readonly y: number },
): number {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const square = dx * dx + dy * dy;
  const along = square === 0 ? 0 : ((x - from.x) * dx + (y - from.y) * dy) / square;
  const part = Math.min(1, Math.max(0, along));
  const radius = from.radius + part * (to.radius - from.radius);
  return radius - Math.hypot(x - from.x - part * dx, y - from.y - part * dy);
}

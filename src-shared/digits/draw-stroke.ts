import type { GreyImage } from './grey-image.js';

/** A point of a pen's way, in pixels from the image's upper left corner. */
export interface StrokePoint {
  readonly x: number;
  readonly y: number;
  /** Half of the stroke's width here. */
  readonly radius: number;
}

interface Part {
  readonly from: StrokePoint;
  readonly to: StrokePoint;
}

/** Pixels from a stroke's edge to the centres of those that it covers a little of. */
const softness = 0.5;

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
  const parts: Part[] = points.slice(0, -1).map((from, i) => ({ from, to: points[i + 1] ?? from }));
  const [only] = points;
  if (only !== undefined && parts.length === 0) parts.push({ from: only, to: only });
  for (const part of parts) drawPart(image, part, level);
}

function drawPart({ width, height, pixels }: GreyImage, { from, to }: Part, level: number): void {
  const reach = Math.max(from.radius, to.radius) + softness;
  const within = (a: number, b: number, end: number) => ({
    first: Math.max(0, Math.floor(Math.min(a, b) - reach)),
    last: Math.min(end - 1, Math.ceil(Math.max(a, b) + reach)),
  });
  const columns = within(from.x, to.x, width);
  const rows = within(from.y, to.y, height);
  for (let row = rows.first; row <= rows.last; row++) {
    for (let column = columns.first; column <= columns.last; column++) {
      const depth = depthIn({ from, to }, { x: column + 0.5, y: row + 0.5 });
      const covered = Math.min(1, Math.max(0, depth + softness));
      const index = row * width + column;
      pixels[index] = Math.max(pixels[index] ?? 0, Math.round(level * covered));
    }
  }
}

/** How far inside a part of a stroke a place lies, in pixels; negative outside. */
function depthIn({ from, to }: Part, { x, y }: { readonly x: number; readonly y: number }): number {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const square = dx * dx + dy * dy;
  const along = square === 0 ? 0 : ((x - from.x) * dx + (y - from.y) * dy) / square;
  const part = Math.min(1, Math.max(0, along));
  const radius = from.radius + part * (to.radius - from.radius);
  const [offX, offY] = [x - from.x - part * dx, y - from.y - part * dy];
  return radius - Math.sqrt(offX * offX + offY * offY);
}

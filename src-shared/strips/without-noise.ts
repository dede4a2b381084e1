import type { GreyImage } from '../digits/grey-image.js';

/** Of 255: what is fainter joins nothing. */
const faint = 12;
/** Part of the darkest ink that a blot has to reach somewhere to be a stroke. */
const strokePart = 0.5;

/**
 * An image without the grey spots that a generator leaves beside its strokes: what hangs together, also
 * across corners, and is nowhere half as dark as the image's darkest ink.
 */
export function withoutNoise({ width, height, pixels }: GreyImage): GreyImage {
  const needed = strokePart * pixels.reduce((most, level) => Math.max(most, level), 0);
  const kept = new Uint8Array(pixels.length);
  const seen = new Uint8Array(pixels.length);
  for (let start = 0; start < pixels.length; start++) {
    if (seen[start] === 1 || (pixels[start] ?? 0) <= faint) continue;
    seen[start] = 1;
    const blot = [start];
    let darkest = 0;
    for (let next = 0; next < blot.length; next++) {
      const pixel = blot[next] ?? start;
      darkest = Math.max(darkest, pixels[pixel] ?? 0);
      for (const neighbour of neighboursOf(pixel, width, height)) {
        if (seen[neighbour] === 1 || (pixels[neighbour] ?? 0) <= faint) continue;
        seen[neighbour] = 1;
        blot.push(neighbour);
      }
    }
    if (darkest < needed) continue;
    for (const pixel of blot) kept[pixel] = pixels[pixel] ?? 0;
  }
  return { width, height, pixels: kept };
}

function* neighboursOf(pixel: number, width: number, height: number): Generator<number> {
  const [row, column] = [Math.floor(pixel / width), pixel % width];
  for (let y = Math.max(0, row - 1); y <= Math.min(height - 1, row + 1); y++) {
    for (let x = Math.max(0, column - 1); x <= Math.min(width - 1, column + 1); x++) {
      if (y !== row || x !== column) yield y * width + x;
    }
  }
}

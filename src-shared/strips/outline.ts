import { contours } from 'd3-contour';
import type { GreyImage } from '../digits/grey-image.js';
import { fitCurves, type Point, type Ring } from './fit-curves.js';
import { type InkField, inkField } from './ink-field.js';
import { smoothLine } from './smooth-line.js';
import { withoutNoise } from './without-noise.js';

/**
 * The edge of the ink, in pixels from the upper left corner of the image that it was traced from. Rings
 * around ink run one way, those around holes the other.
 */
export type Outline = readonly Ring[];

/** Contours lie at levels that are no noise of the ground, and within the ink. */
const leastLevel = 0.08;
const mostLevel = 0.92;
/** Square pixels of ink that are a speck, not a stroke. */
const speck = 0.4;
/** Part of the largest stroke's area that another must have: a dot beside a digit would be read as a mark. */
const leastPart = 0.1;

/**
 * Traces a digit's ink as a pen's stroke: the contour of its smooth field at the level that encloses as
 * much area as there is ink, the grey levels being coverage. For strokes two pixels wide that is the
 * half-ink contour; faint ones stay whole.
 *
 * @param image grey levels, 0 (ground) to 255 (ink)
 * @param lineWidth times the area, about the times of the strokes' width; 1 is as drawn
 */
export function traceOutline(image: GreyImage, lineWidth = 1): Outline {
  const field = inkField(withoutNoise(image));
  const ink = field.values.reduce((sum, value) => sum + value, 0) * field.area;
  const wanted = ink * lineWidth;
  return wanted < speck
    ? []
    : withoutDots(contourAround(field, wanted)).map(smoothLine).map(fitCurves);
}

/** The lines of a level, in pixels of the image, without specks. */
function linesAt({ columns, rows, values, pixelsOf }: InkField, level: number): Point[][] {
  const { coordinates } = contours().size([columns, rows]).contour(values, level);
  return coordinates
    .flat()
    .map((line) => line.slice(1).map(([x = 0, y = 0]) => pixelsOf(x, y)))
    .filter((points) => points.length > 2 && Math.abs(areaOf(points)) >= speck);
}

/** Lines around ink that is tiny beside the largest are left out; those around holes stay. */
function withoutDots(lines: readonly Point[][]): Point[][] {
  const areas = lines.map(areaOf);
  const largest = areas.reduce((most, area) => (Math.abs(area) > Math.abs(most) ? area : most), 0);
  return lines.filter((_, i) => {
    const part = (areas[i] ?? 0) / largest;
    return part < 0 || part >= leastPart;
  });
}

/** How far from the area that is wanted a contour's may be. */
const enough = 0.005;
/** Contours drawn at most; the first is usually good. */
const tries = 4;
/** A step to see how fast the area falls. */
const firstStep = 0.03;

/** The lines of the level that encloses an area, found by the secant method. */
function contourAround(field: InkField, wanted: number): Point[][] {
  let level = levelOf(field, wanted);
  let lines = linesAt(field, level);
  let before: { level: number; excess: number } | null = null;
  for (let tried = 1; tried < tries; tried++) {
    const excess = Math.abs(lines.reduce((sum, points) => sum + areaOf(points), 0)) - wanted;
    if (Math.abs(excess) <= enough * wanted) break;
    const step: number =
      before === null || before.excess === excess
        ? firstStep * Math.sign(excess)
        : (-excess * (level - before.level)) / (excess - before.excess);
    before = { level, excess };
    level = within(level + step);
    lines = linesAt(field, level);
  }
  return lines;
}

const within = (level: number): number => Math.min(mostLevel, Math.max(leastLevel, level));

/** Steps of the level. */
const steps = 4_096;

/** The level above which so much area lies, place by place of the lattice: about the contour's. */
function levelOf({ values, area }: InkField, wanted: number): number {
  const counts = new Uint32Array(steps + 1);
  for (const value of values) {
    const step = Math.floor(value * steps);
    counts[step] = (counts[step] ?? 0) + 1;
  }
  let step = steps;
  for (let above = counts[step] ?? 0; above * area < wanted && step > 0; ) {
    step--;
    above += counts[step] ?? 0;
  }
  return within(step / steps);
}

/** Signed: of one direction positive, of the other negative. */
function areaOf(points: readonly Point[]): number {
  let twice = 0;
  for (const [at, { x, y }] of points.entries()) {
    const next = points[(at + 1) % points.length] ?? { x, y };
    twice += x * next.y - next.x * y;
  }
  return twice / 2;
}

import { type LossPoint, maxPoints } from '../../../src-shared/charts/loss-series.js';
import { elementsOf, type View } from './chart-view.js';
import type { LossIndex } from './loss-index.js';

/** Generator's and discriminator's line. */
type Pair = readonly [LossPoint[], LossPoint[]];

export interface LossLines {
  readonly strong: Pair;
  /** Without points when the strong lines are every step already. */
  readonly faint: Pair;
}

/** A smooth line bends little: more points would not be seen. */
const meanPoints = 300;

/** Steps of the moving mean, an odd number: a part (in percent) of all steps, 1 for none. */
export const windowOf = (steps: number, percent: number): number =>
  2 * Math.floor((steps * percent) / 200) + 1;

interface Asked {
  readonly view: View;
  /** Of the moving mean, an odd number. */
  readonly window: number;
  /** Pixels that the lines are drawn across. */
  readonly width: number;
}

/** The lines of a view, with no more points than can be seen. */
export function lossLines(index: LossIndex, { view, window, width }: Asked): LossLines {
  const range = elementsOf(view, index.length);
  const points = Math.min(maxPoints, Math.max(200, Math.ceil(width)));
  const columns = [index.generator, index.discriminator] as const;
  const raw = columns.map((column) => column.envelope(range, points));
  const rawPair: Pair = [raw[0] ?? [], raw[1] ?? []];
  if (window === 1) return { strong: rawPair, faint: [[], []] };
  const means = columns.map((column) => column.means(range, { window, points: meanPoints }));
  return { strong: [means[0] ?? [], means[1] ?? []], faint: rawPair };
}

import {
  type LossPoint,
  type LossSeries,
  smoothed,
  smoothingWindow,
} from '../../../src-shared/charts/loss-series.js';
import type { RunLosses } from '../../../src-shared/contract/run-views.js';

export interface LossLine {
  /** Data of an SVG path. */
  readonly path: string;
  /** The moving mean at the first and at the last step. */
  readonly first: number;
  readonly last: number;
}

export interface LossLines {
  readonly generator: LossLine;
  readonly discriminator: LossLine;
  /** Upper end of the loss axis, which begins at 0. */
  readonly top: number;
  /** Steps of the training, and of the moving mean. */
  readonly steps: number;
  readonly window: number;
}

/** Both losses as smooth lines in a box, all steps wide; null while there are none. */
export function lossLines(
  losses: Pick<RunLosses, 'generator' | 'discriminator'>,
  box: { readonly width: number; readonly height: number },
): LossLines | null {
  const steps = losses.generator.length;
  const window = smoothingWindow(steps);
  const generator = smoothed(finite(losses.generator), window);
  const discriminator = smoothed(finite(losses.discriminator), window);
  const [end, otherEnd] = [generator.at(-1), discriminator.at(-1)];
  if (end === undefined || otherEnd === undefined) return null;
  const highest = Math.max(...[...generator, ...discriminator].map(({ y }) => y));
  const top = highest * 1.1 || 1;
  const line = (points: readonly LossPoint[], last: LossPoint): LossLine => ({
    path: pathThrough(points, { ...box, steps, top }),
    first: points[0]?.y ?? last.y,
    last: last.y,
  });
  return {
    generator: line(generator, end),
    discriminator: line(discriminator, otherEnd),
    top,
    steps,
    window,
  };
}

/** Steps whose loss is NaN or infinite are left out. */
function finite(losses: Float32Array): LossSeries {
  const steps = Float64Array.from(losses, (_, index) => index + 1).filter((step) =>
    Number.isFinite(losses[step - 1]),
  );
  return { steps, losses: Float64Array.from(losses).filter(Number.isFinite) };
}

function pathThrough(
  points: readonly LossPoint[],
  { width, height, steps, top }: { width: number; height: number; steps: number; top: number },
): string {
  const across = (step: number) => (steps > 1 ? ((step - 1) / (steps - 1)) * width : 0);
  const corners = points.map(
    ({ x, y }) => `${across(x).toFixed(1)} ${((1 - y / top) * height).toFixed(1)}`,
  );
  // A single step is a line from edge to edge.
  if (corners.length === 1) corners.push(`${width} ${corners[0]?.split(' ')[1]}`);
  return `M${corners.join('L')}`;
}

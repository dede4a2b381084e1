import { randomUUID } from 'node:crypto';
import type { FoundModel } from '../../../src-shared/contract/run-views.js';
import { chooseModel } from '../choose-model.js';
import type { Cli } from '../cli.js';
import { prepareEngine } from '../prepare-engine.js';
import { formatDuration } from '../terminal/duration.js';
import { openProgress } from '../terminal/progress.js';
import { whole } from '../terminal/whole.js';
import { type Work, withService } from '../with-service.js';

/** What draws, and tells how far it is. */
export interface Drawing extends Work, Pick<FoundModel, 'labels'> {
  /** The generator's folder. */
  readonly model: string;
  readonly progress: DrawingProgress;
}

interface DrawingProgress {
  /**
   * Has a number drawn, the next of so many, or what else is drawn in one search.
   *
   * @param work is given the name to search its digits by
   */
  next<Value>(work: (search: string) => Promise<Value>): Promise<Value>;
  /** Takes the bar away, so that a line can be written. */
  clear(): void;
}

/** Milliseconds of work that need no progress. */
const patience = 2_000;

/** Opens the service and the model that draws, and shows how far the drawing of so many numbers is. */
export async function withDrawing<Value>(
  cli: Cli,
  options: { model: string | undefined; count: number },
  work: (drawing: Drawing) => Promise<Value>,
): Promise<Value> {
  return withService(cli, async (parts) => {
    const { generatorFolder, labels } = await chooseModel(cli, { ...parts, model: options.model });
    await prepareEngine(cli, parts.interrupts.signal);
    const progress = await drawingProgress(cli, parts, options.count);
    return work({ ...parts, model: generatorFolder, labels, progress }).finally(progress.clear);
  });
}

/** @param count of numbers; 1 where what is drawn is told by its digits */
async function drawingProgress(
  cli: Cli,
  { service }: Work,
  count: number,
): Promise<DrawingProgress> {
  const bar = await openProgress({ stream: cli.stderr, now: cli.now, patience });
  const began = cli.now();
  let done = 0;
  const left = (share: number): string => {
    const seconds = ((cli.now() - began) / 1_000) * (1 / share - 1);
    return share > 0 && share < 1 ? `, ${formatDuration(seconds)} left` : '';
  };
  const show = (part: number, ofOne: string) => {
    const share = (done + part) / count;
    const text = count === 1 ? ofOne : `${whole(done)} of ${whole(count)} numbers`;
    bar.show({ done: done + part, total: count, text: `${text}${left(share)}` });
  };
  return {
    clear: bar.clear,
    async next(work) {
      const search = randomUUID();
      const forget = service.onAppEvent((event) => {
        if (event.kind !== 'search' || event.search !== search) return;
        const { found, wanted, lookedAt } = event;
        show(
          found / wanted,
          `${whole(found)} of ${whole(wanted)} digits found among ${whole(lookedAt)}`,
        );
      });
      try {
        const value = await work(search);
        if (count > 1) {
          done += 1;
          show(0, '');
        }
        return value;
      } finally {
        forget();
      }
    },
  };
}

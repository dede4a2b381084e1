import type {
  EvaluationProgress,
  EvaluationStage,
} from '../../../src-shared/contract/evaluation.js';

/** A part of an evaluation, done batch by batch. */
export interface Job {
  /** Jobs of one stage take the same time an image. */
  readonly stage: EvaluationStage;
  /** Images, or steps of a training. It may change with what is found while they are done. */
  readonly total: number;
  /** Done at once: what blocks the process. */
  readonly batch: number;
  work(range: { first: number; count: number }): void;
}

export type JobProgress = Omit<EvaluationProgress, 'search'>;

/** Batches that time a stage: the first also pays for what is made ready in it. */
const timingBatches = 2;

/**
 * Does jobs in their order, but for two batches of the first job of each stage, which come before all:
 * from then on the time left is known.
 *
 * @param between called between two batches; what it throws ends the work
 * @param now milliseconds
 */
export async function doJobs(
  jobs: readonly Job[],
  between: (progress: JobProgress) => Promise<void>,
  now: () => number = () => performance.now(),
): Promise<void> {
  const begin = now();
  const parts = jobs.map((job) => ({ job, done: 0 }));
  const paces = new Map<EvaluationStage, Pace>();
  let mark = begin;

  const secondsLeft = (): number | null => {
    let left = 0;
    for (const { job, done } of parts) {
      const pace = paces.get(job.stage);
      if (pace === undefined) return null;
      left += Math.max(0, job.total - done) * pace.perImage;
    }
    return left / 1000;
  };
  const doBatch = async (part: { readonly job: Job; done: number }) => {
    const { stage, batch, work } = part.job;
    const count = Math.min(batch, part.job.total - part.done);
    work({ first: part.done, count });
    part.done += count;
    const ended = now();
    // With what was done between two batches: a training under way slows all of it.
    paces.set(stage, (paces.get(stage) ?? new Pace()).with(count, ended - mark));
    mark = ended;
    const left = secondsLeft();
    const spent = (ended - begin) / 1000;
    const share = left === null ? 0 : spent / (spent + left);
    await between({ stage, done: part.done, total: part.job.total, share, secondsLeft: left });
  };

  const doSome = async (part: { readonly job: Job; done: number }, batches: number) => {
    for (let i = 0; i < batches && part.done < part.job.total; i++) await doBatch(part);
  };

  for (const part of parts) if (!paces.has(part.job.stage)) await doSome(part, timingBatches);
  for (const part of parts) await doSome(part, Number.POSITIVE_INFINITY);
}

/** Milliseconds an image. The first batch of a stage also pays for what is made ready in it. */
class Pace {
  private first: { images: number; time: number } | null = null;
  private images = 0;
  private time = 0;

  with(images: number, time: number): this {
    if (this.first === null) this.first = { images, time };
    else {
      this.images += images;
      this.time += time;
    }
    return this;
  }

  get perImage(): number {
    if (this.images > 0) return this.time / this.images;
    return this.first === null ? 0 : this.first.time / this.first.images;
  }
}

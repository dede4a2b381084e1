import { stepsPerEpoch } from '../../../src-shared/config/training.js';
import { type BatchPlan, epochBatches } from '../data/epoch-batches.js';

/** Where a training stands. */
export interface LoopPosition {
  /** Steps done. */
  step: number;
  /** Whole epochs done. */
  epoch: number;
  /** Batches done of the epoch under way. */
  batch: number;
}

export interface LoopCallbacks {
  /** Trains on the images of these indices. */
  trainStep(indices: Int32Array, place: { step: number; firstImage: number }): void | Promise<void>;
  /** After every step; the position counts it. */
  afterStep(): void | Promise<void>;
  /** After the last step of an epoch; the position counts the epoch. */
  afterEpoch(): void | Promise<void>;
  /** Asked between two steps: the place to let messages in, and to wait. */
  shouldStop(): Promise<boolean>;
}

/**
 * The training loop: it knows no network and no file. It moves `position` along, which may begin
 * anywhere, and returns when all epochs are done or when told to stop.
 */
export async function trainLoop(
  position: LoopPosition,
  plan: BatchPlan & { epochs: number },
  callbacks: LoopCallbacks,
): Promise<'finished' | 'stopped'> {
  while (position.epoch < plan.epochs) {
    const { epoch, batch } = position;
    for (const indices of epochBatches(plan, { epoch, firstBatch: batch })) {
      if (await callbacks.shouldStop()) return 'stopped';
      const firstImage = epoch * plan.images + position.batch * plan.batchSize;
      await callbacks.trainStep(indices, { step: position.step, firstImage });
      position.step++;
      position.batch++;
      await callbacks.afterStep();
    }
    if (position.batch >= stepsPerEpoch(plan)) {
      position.epoch++;
      position.batch = 0;
      await callbacks.afterEpoch();
    }
  }
  return 'finished';
}

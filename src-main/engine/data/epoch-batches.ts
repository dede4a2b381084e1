import { RandomSequence, shuffledIndices } from '../../../src-shared/random/streams.js';

/** How a data set is cut into batches: every image once an epoch, the last short batch included. */
export interface BatchPlan {
  readonly images: number;
  readonly batchSize: number;
  readonly seed: number;
}

/**
 * The image indices of an epoch's batches, from a given one on. The order depends on (seed, epoch)
 * alone, so that a resumed training sees what the uninterrupted one would have.
 */
export function* epochBatches(
  plan: BatchPlan,
  { epoch, firstBatch }: { epoch: number; firstBatch: number },
): Generator<Int32Array> {
  const sequence = new RandomSequence(plan.seed, { stream: 'shuffling', index: epoch });
  const order = shuffledIndices(sequence, plan.images);
  for (let start = firstBatch * plan.batchSize; start < plan.images; start += plan.batchSize) {
    yield order.subarray(start, start + plan.batchSize);
  }
}

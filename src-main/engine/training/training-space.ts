import type { RunRecord } from '../../../src-shared/contract/runs.js';
import { checkSpace } from '../../files/free-space.js';
import { checkpointBytes, ganSizeOf } from './gan-trainer.js';

/** Checkpoints that lie side by side at most: the last two, the best epoch's and the new one. */
const checkpointsAtOnce = 4;

/**
 * What a training needs, counted in checkpoints; the models, with the best epoch's, are less than one.
 * What a resumed run keeps is there already, but perhaps for the best epoch's.
 *
 * @throws AppError NO_SPACE before anything is written
 */
export async function requireSpace(
  folder: string,
  { record, isNew }: { record: RunRecord; isNew: boolean },
): Promise<void> {
  const checkpoint = checkpointBytes(ganSizeOf(record), record.config);
  await checkSpace(folder, {
    bytes: (isNew ? checkpointsAtOnce + 1 : 3) * checkpoint,
    purpose: "the training's checkpoints and models",
  });
}

import type * as tf from '@tensorflow/tfjs';
import type { TrainingConfig } from '../../../src-shared/config/training.js';
import { AppError } from '../../../src-shared/contract/errors.js';
import { recogniserVersion, shippedRecogniser } from '../recogniser/shipped-recogniser.js';

/**
 * The shipped recogniser, where a training asks for its guidance. It stays open: never dispose of it.
 *
 * @throws AppError NOT_FOUND, INVALID_MODEL
 */
export async function openGuide({
  guidance,
}: Pick<TrainingConfig, 'guidance'>): Promise<{ recogniser?: tf.Sequential }> {
  return guidance > 0 ? { recogniser: (await shippedRecogniser()).network } : {};
}

/**
 * The recogniser's guidance makes digits plain whatever they are; who asks for a certain one has no use
 * for it, and it costs variety (docs/training.md).
 *
 * @throws AppError BAD_INPUT for a conditional training with guidance
 */
export function requireUnguided({ kind, guidance }: TrainingConfig): void {
  if (kind !== 'conditional' || guidance === 0) return;
  throw new AppError(
    'BAD_INPUT',
    `--guidance is for a gan: a conditional training goes without the recogniser. Leave it out; it was ${guidance}.`,
  );
}

/** Which recogniser guides a training: a resume with another goes on a little differently. */
export async function guideRecord({
  guidance,
}: Pick<TrainingConfig, 'guidance'>): Promise<{ guide?: { sha256: string } }> {
  return guidance > 0 ? { guide: { sha256: await recogniserVersion() } } : {};
}

import type * as tf from '@tensorflow/tfjs';
import type { TrainingConfig } from '../../../src-shared/config/training.js';
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

/** Which recogniser guides a training: a resume with another goes on a little differently. */
export async function guideRecord({
  guidance,
}: Pick<TrainingConfig, 'guidance'>): Promise<{ guide?: { sha256: string } }> {
  return guidance > 0 ? { guide: { sha256: await recogniserVersion() } } : {};
}

import type * as tf from '@tensorflow/tfjs';
import type { TrainingConfig } from '../../../src-shared/config/training.js';
import { AppError } from '../../../src-shared/contract/errors.js';
import { classCount } from '../../../src-shared/networks/classifiers.js';
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
 * The recogniser knows the digits 0 to 9: of other labels it can't say whether an image shows what it should.
 *
 * @param labels what the images are labelled with; none of a gan
 * @throws AppError BAD_INPUT for a conditional training of other labels with guidance
 */
export function requireGuidable(
  { kind, guidance }: Pick<TrainingConfig, 'kind' | 'guidance'>,
  labels: readonly number[] = [],
): void {
  if (kind !== 'conditional' || guidance === 0) return;
  const unknown = labels.find((label) => label >= classCount);
  if (unknown === undefined) return;
  throw new AppError(
    'BAD_INPUT',
    `--guidance ${guidance} needs images of the digits 0 to 9, which the recogniser knows; these have the label ${unknown} as well. Train with --guidance 0.`,
  );
}

/** Which recogniser guides a training: a resume with another goes on a little differently. */
export async function guideRecord({
  guidance,
}: Pick<TrainingConfig, 'guidance'>): Promise<{ guide?: { sha256: string } }> {
  return guidance > 0 ? { guide: { sha256: await recogniserVersion() } } : {};
}

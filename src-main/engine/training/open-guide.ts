import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type * as tf from '@tensorflow/tfjs';
import type { TrainingConfig } from '../../../src-shared/config/training.js';
import { resourcePath } from '../../files/resources.js';
import { loadRecogniser } from '../recogniser/recogniser-folder.js';

const folder = (): string => resourcePath('recogniser');

/**
 * The shipped recogniser, where a training asks for its guidance. The caller disposes of it.
 *
 * @throws AppError NOT_FOUND, INVALID_MODEL
 */
export async function openGuide({
  guidance,
}: Pick<TrainingConfig, 'guidance'>): Promise<{ recogniser?: tf.Sequential }> {
  return guidance > 0 ? { recogniser: (await loadRecogniser(folder())).network } : {};
}

/** Which recogniser guides a training: a resume with another goes on a little differently. */
export async function guideRecord({
  guidance,
}: Pick<TrainingConfig, 'guidance'>): Promise<{ guide?: { sha256: string } }> {
  if (guidance === 0) return {};
  const weights = await readFile(join(folder(), 'weights.bin'));
  return { guide: { sha256: createHash('sha256').update(weights).digest('hex') } };
}

import type { Condition } from '../../../src-shared/networks/condition.js';
import { startBackend } from '../backend/start-backend.js';
import { fastestConvolutions } from '../backend/tuning/fastest-convolutions.js';
import { loadGenerator } from '../models/model-folder.js';
import { convolutionsOf } from '../networks/convolutions-of.js';
import { DigitSampler, drawnAtOnce } from './digit-sampler.js';

export interface LoadedSampler {
  readonly sampler: DigitSampler;
  /** What it can be asked for; null for a generator that draws what comes. */
  readonly condition: Condition | null;
  /** Lets go of the sampler and its generator. */
  readonly close: () => void;
}

/**
 * A sampler for the generator in a folder, drawing in the way that is fastest here.
 *
 * @throws AppError NOT_FOUND, INVALID_MODEL
 */
export async function loadSampler(folder: string): Promise<LoadedSampler> {
  const { version } = await startBackend();
  const { network, architecture, noiseDim, condition } = await loadGenerator(folder);
  const convolutions = await fastestConvolutions(
    convolutionsOf(architecture, 'forward').map((convolution) => ({
      convolution,
      batch: drawnAtOnce,
    })),
    { precision: 'float32', version },
  );
  const sampler = new DigitSampler(network, { noiseDim, condition, convolutions });
  return {
    sampler,
    condition,
    close: () => {
      sampler.dispose();
      network.dispose();
    },
  };
}

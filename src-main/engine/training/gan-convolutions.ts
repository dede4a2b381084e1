import type { PresetName } from '../../../src-shared/config/presets.js';
import type { EngineRecord } from '../../../src-shared/contract/runs.js';
import type { ConvolutionPlan } from '../backend/graph/convolution-plan.js';
import {
  type BatchedConvolution,
  fastestConvolutions,
} from '../backend/tuning/fastest-convolutions.js';
import { convolutionsOf } from '../networks/convolutions-of.js';
import { ganArchitectures } from './gan-trainer.js';

interface StepSize {
  readonly preset: PresetName;
  readonly noiseDim: number;
  readonly batchSize: number;
}

/** The fastest methods on this machine for the convolutions of a training's steps. */
export const fastestGanConvolutions = (
  engine: Pick<EngineRecord, 'precision' | 'version'>,
  size: StepSize,
): Promise<ConvolutionPlan> => fastestConvolutions(ganConvolutions(size), engine);

/** All convolutions of one training step. */
function ganConvolutions({ preset, noiseDim, batchSize }: StepSize): BatchedConvolution[] {
  // Labels change no convolution.
  const { generator, discriminator } = ganArchitectures({ preset, noiseDim, labelCount: 0 });
  // Real and generated images pass the discriminator as one batch.
  const batches = [
    { architecture: generator, batch: batchSize },
    { architecture: discriminator, batch: 2 * batchSize },
  ];
  return batches.flatMap(({ architecture, batch }) =>
    convolutionsOf(architecture, 'all').map((convolution) => ({ convolution, batch })),
  );
}

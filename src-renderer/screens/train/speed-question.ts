import type { PresetName } from '../../../src-shared/config/presets.js';
import type { TrainingConfig } from '../../../src-shared/config/training.js';
import type { SpeedQuestion } from '../../../src-shared/contract/machine.js';

/** What of a training its speed depends on. */
export function speedQuestion(
  preset: PresetName,
  config: Omit<TrainingConfig, 'seed'>,
): SpeedQuestion {
  const { kind, noiseDim, batchSize, dropout, averageDecay, precision } = config;
  const { guidance, traitWeight } = config;
  const work = { noiseDim, batchSize, dropout, averageDecay, guidance, traitWeight, precision };
  return { preset, kind, ...work };
}

import { AppError } from '../../../src-shared/contract/errors.js';
import type { StepLosses } from './gan-trainer.js';

/** The losses of a step are not finite. @param place step: this one; savedStep: of the last checkpoint */
export function divergedError(
  { generatorLoss, discriminatorLoss }: StepLosses,
  { step, savedStep }: { step: number; savedStep: number | null },
): AppError {
  return new AppError(
    'DIVERGED',
    `The training diverged at step ${step}: the generator's loss became ${generatorLoss}, the discriminator's ${discriminatorLoss}. The checkpoint of step ${savedStep} is kept. Start again with a smaller learning rate.`,
    { details: { step, savedStep } },
  );
}

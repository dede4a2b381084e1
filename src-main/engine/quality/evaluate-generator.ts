import type { z } from 'zod';
import type { engineCommands } from '../../../src-shared/contract/engine-commands.js';
import type { Evaluation, EvaluationProgress } from '../../../src-shared/contract/evaluation.js';
import { loadMnist } from '../data/dataset.js';
import { openRecogniser } from '../recogniser/recogniser.js';
import { loadSampler } from '../sampling/load-sampler.js';
import { evaluateDigits } from './evaluate-digits.js';

type EvaluateRequest = z.infer<typeof engineCommands.evaluate.input>;

/**
 * Evaluates the generator in a folder, as its weights are at the beginning, against MNIST: whatever it
 * was trained on.
 *
 * @param between called between two batches; what it throws ends the evaluation
 */
export async function evaluateGenerator(
  { folder, seed, count }: EvaluateRequest,
  between: (progress: EvaluationProgress) => Promise<void>,
): Promise<Evaluation> {
  const { sampler, close } = await loadSampler(folder);
  try {
    const recogniser = await openRecogniser();
    try {
      const { images: training } = await loadMnist('train');
      const { images: test } = await loadMnist('t10k');
      const draw = (range: { first: number; count: number }) =>
        sampler.sample({ seed, ...range, precision: 'float32' });
      return await evaluateDigits({ draw, count, recogniser, training, test }, (progress) =>
        between({ folder, ...progress }),
      );
    } finally {
      recogniser.dispose();
    }
  } finally {
    close();
  }
}

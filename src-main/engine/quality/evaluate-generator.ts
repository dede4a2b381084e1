import type { z } from 'zod';
import type { engineCommands } from '../../../src-shared/contract/engine-commands.js';
import type { Evaluation, EvaluationProgress } from '../../../src-shared/contract/evaluation.js';
import { digitOfSeries } from '../../../src-shared/random/hands.js';
import { loadMnist } from '../../files/idx/mnist.js';
import { startBackend } from '../backend/start-backend.js';
import { requireNativeEngine } from '../recogniser/require-native-engine.js';
import { shippedRecogniser } from '../recogniser/shipped-recogniser.js';
import { loadSampler } from '../sampling/load-sampler.js';
import { askedLabels } from './agreement.js';
import type { JobProgress } from './do-jobs.js';
import { evaluateDigits } from './evaluate-digits.js';
import { GeneratedTraining } from './train-on-generated.js';

type EvaluateRequest = z.infer<typeof engineCommands.evaluate.input>;

/**
 * Evaluates the generator in a folder, as its weights are at the beginning, against MNIST: whatever it
 * was trained on.
 *
 * @param between called between two batches; what it throws ends the evaluation
 * @throws AppError ENGINE_UNAVAILABLE, when it is to train without the native engine
 */
export async function evaluateGenerator(
  { search, folder, seed, count, deep: how }: EvaluateRequest,
  between: (progress: EvaluationProgress) => Promise<void>,
): Promise<Evaluation> {
  if (how !== null) requireNativeEngine(await startBackend());
  const { sampler, condition, close } = await loadSampler(folder);
  const leftover = [close];
  try {
    const recogniser = await shippedRecogniser();
    const training = await loadMnist('train');
    const test = await loadMnist('t10k');
    const draw = (range: { first: number; count: number }) =>
      sampler.sample({ seed, ...range, precision: 'float32' });
    const labelOf = askedLabels(condition);
    const parts = {
      ...{ draw, count, recogniser },
      ...{ training: training.images, test: test.images, testLabels: test.labels },
      asked:
        labelOf &&
        condition &&
        ((i: number) => digitOfSeries(i, { labels: condition.labels, seed })),
    };
    const tell = (progress: JobProgress) => between({ search, ...progress });
    if (how === null) return await evaluateDigits(parts, tell);

    const deep = new GeneratedTraining({
      ...{ draw, recogniser, training, test, seed, labelOf },
      ...how,
    });
    leftover.push(() => deep.dispose());
    return await evaluateDigits({ ...parts, deep }, tell);
  } finally {
    for (const dispose of leftover.toReversed()) dispose();
  }
}

import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { nativeOps } from '../../../src-main/engine/backend/native-ops.js';
import { startBackend } from '../../../src-main/engine/backend/start-backend.js';
import { variablesOf } from '../../../src-main/engine/networks/build-network.js';
import { GanTrainer } from '../../../src-main/engine/training/gan-trainer.js';
import { openGuide } from '../../../src-main/engine/training/open-guide.js';
import {
  recipeFor,
  type TrainingConfig,
  type TrainingKind,
  trainingKinds,
} from '../../../src-shared/config/training.js';
import { digitLabels } from '../../../src-shared/networks/condition.js';
import { joined, relativeError, someRequests } from '../../helpers/networks.js';

let guide: Awaited<ReturnType<typeof openGuide>>;
beforeAll(async () => {
  await startBackend();
  guide = await openGuide({ guidance: 1 });
});

interface Form {
  readonly kind: TrainingKind;
  readonly precision?: 'float32' | 'bfloat16';
}

const trainer = (
  { kind, precision = 'float32' }: Form,
  change: Partial<TrainingConfig> = {},
  steps = Number.POSITIVE_INFINITY,
) =>
  new GanTrainer({
    ...guide,
    labels: digitLabels,
    preset: 'tiny',
    config: { ...recipeFor('tuned', kind), noiseDim: 10, seed: 3, ...change },
    labelCount: kind === 'gan' ? 0 : 10,
    precision,
    steps,
  });

/** A step with a batch, and with requests where it is asked for, that differ from step to step. */
function train(
  gan: GanTrainer,
  { step, count = 8, kind }: Form & { step: number; count?: number },
) {
  const images = tf.randomUniform<tf.Rank.R4>([count, 28, 28, 1], -1, 1, 'float32', step + 1);
  const request = kind === 'gan' ? undefined : someRequests(count, { seed: step + 1 });
  const losses = gan.step(images, { step, firstImage: 8 * step }, request);
  tf.dispose([images, Object.values(request ?? {})]);
  return losses;
}

describe.each(trainingKinds)('one step of a training of the kind %s', (kind) => {
  it('moves every weight of both networks', () => {
    const gan = trainer({ kind });
    const { generator, discriminator } = gan.networks;
    const variables = [...variablesOf(generator), ...variablesOf(discriminator)];
    const before = variables.map((variable) => variable.dataSync().slice());
    // The second step: before the first one all biases of the discriminator's last layers rest.
    for (const step of [0, 1]) train(gan, { step, kind });
    for (const [i, variable] of variables.entries()) {
      expect(variable.dataSync(), variable.name).not.toEqual(before[i]);
    }
  });

  it('has moved every weight of the generator when it returns, the first one too', () => {
    const gan = trainer({ kind });
    const weights = variablesOf(gan.networks.generator);
    const before = weights.map((variable) => variable.dataSync().slice());
    train(gan, { step: 0, kind });
    for (const [i, variable] of weights.entries()) {
      expect(variable.dataSync(), variable.name).not.toEqual(before[i]);
    }
  });

  for (const precision of ['float32', 'bfloat16'] as const) {
    it(`leaves nothing behind, in tfjs or in TensorFlow (${precision})`, () => {
      const gan = trainer({ kind, precision });
      const native = nativeOps();
      train(gan, { step: 0, kind });
      const tensors = tf.memory().numTensors;
      const nativeTensors = native?.binding.getNumOfTensors();
      for (let step = 1; step < 5; step++) train(gan, { step, kind });
      expect(tf.memory().numTensors).toBe(tensors);
      expect(native?.binding.getNumOfTensors()).toBe(nativeTensors);
    });
  }

  it('takes batches of any size, and gives everything back at the end', () => {
    const native = nativeOps();
    const counts = () => [tf.memory().numTensors, native?.binding.getNumOfTensors()];
    // Kernels that are made with their first use.
    const first = trainer({ kind });
    train(first, { step: 0, kind });
    first.dispose();
    const before = counts();
    const gan = trainer({ kind });
    for (const [step, count] of [8, 8, 3, 8, 1].entries()) {
      const { generatorLoss, discriminatorLoss } = train(gan, { step, count, kind });
      expect(Number.isFinite(generatorLoss + discriminatorLoss)).toBe(true);
    }
    gan.dispose();
    expect(counts()).toEqual(before);
  });

  it('depends on the seed, the step, the images and what is asked alone, in either precision', () => {
    for (const precision of ['float32', 'bfloat16'] as const) {
      const losses = () => {
        const gan = trainer({ kind, precision });
        return [0, 1, 2].map((step) => train(gan, { step, kind }));
      };
      expect(losses()).toEqual(losses());
    }
  });
});

const weightsOf = (gan: GanTrainer) => joined(variablesOf(gan.networks.generator));

describe('a step of a gan', () => {
  it('is guided as far as the learning rates have fallen', () => {
    // Three steps; in the third one the learning rates, and what the guidance still lacks, are halved.
    const weightsAfter = (steps: number, change: Partial<TrainingConfig>) => {
      const gan = trainer({ kind: 'gan' }, { learningRateDecay: 2 / 3, ...change }, 3);
      for (let step = 0; step < steps; step++) train(gan, { step, kind: 'gan' });
      return weightsOf(gan);
    };
    const apart = (steps: number, one: Partial<TrainingConfig>, other: Partial<TrainingConfig>) =>
      relativeError(weightsAfter(steps, one), weightsAfter(steps, other));
    const [alone, growing] = [{ guidance: 0 }, { guidance: 4, guidanceGrowth: 1 }];
    expect(apart(2, growing, alone)).toBeLessThan(1e-5);
    expect(apart(2, { guidance: 4, guidanceGrowth: 0 }, alone)).toBeGreaterThan(1e-3);
    expect(apart(3, growing, alone)).toBeGreaterThan(1e-4);
  });
});

describe('a step of a conditional training', () => {
  it('learns from what is asked, and from the traits as far as they count', () => {
    const weightsAfter = (seed: number, traitWeight: number) => {
      const gan = trainer({ kind: 'conditional' }, { traitWeight });
      const images = tf.randomUniform<tf.Rank.R4>([8, 28, 28, 1], -1, 1, 'float32', 1);
      for (const step of [0, 1]) {
        gan.step(images, { step, firstImage: 8 * step }, someRequests(8, { seed }));
      }
      return weightsOf(gan);
    };
    const usual = weightsAfter(1, 0.3);
    expect(relativeError(weightsAfter(2, 0.3), usual)).toBeGreaterThan(1e-3);
    expect(relativeError(weightsAfter(1, 0), usual)).toBeGreaterThan(1e-4);
  });

  it('does without a request no step at all', () => {
    const gan = trainer({ kind: 'conditional' });
    expect(() => train(gan, { step: 0, kind: 'gan' })).toThrow('needs a request');
  });
});

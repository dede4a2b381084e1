import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { valuesOf } from '../../../src-main/engine/models/weight-files.js';
import { variablesOf } from '../../../src-main/engine/networks/build-network.js';
import { Classifier } from '../../../src-main/engine/recogniser/classifier.js';
import { RecogniserTrainer } from '../../../src-main/engine/recogniser/recogniser-trainer.js';
import { trainingBatch } from '../../../src-main/engine/recogniser/training-batch.js';
import { divideImages } from '../../../src-main/engine/recogniser/training-data.js';
import { loadMnist } from '../../../src-main/files/idx/mnist.js';
import type { ClassifierName } from '../../../src-shared/networks/architecture.js';
import {
  classifierArchitectures,
  classifierNames,
} from '../../../src-shared/networks/classifiers.js';
import { startNativeKernels, tensorCounts, withKernels } from '../../helpers/native-kernels.js';

type Mnist = Awaited<ReturnType<typeof loadMnist>>;
type Native = Awaited<ReturnType<typeof startNativeKernels>>;
let mnist: Mnist;
let kernels: Native;
beforeAll(async () => {
  kernels = await startNativeKernels();
  mnist = await loadMnist('train');
});

/** Some steps on the same images, distorted anew in each. */
function train(steps: number, options: { seed?: number; name?: ClassifierName } = {}) {
  const { seed = 1, name = 'recogniser' } = options;
  const trainer = new RecogniserTrainer({
    architecture: classifierArchitectures[name],
    seed,
    steps,
  });
  const indices = Int32Array.from({ length: 32 }, (_, i) => i);
  const losses = Array.from({ length: steps }, (_, step) => {
    const place = { seed, step, firstImage: 32 * step, nonDigits: 4 };
    return trainer.step(trainingBatch(mnist, indices, place), step);
  });
  const weights = [...valuesOf(variablesOf(trainer.network))].map((values) => values.slice());
  trainer.dispose();
  return { losses, weights };
}

describe.each(classifierNames)('the %s', (name) => {
  it('learns, and a seed says how', () => {
    const first = train(12, { name });
    const mean = (losses: readonly number[]) => losses.reduce((a, b) => a + b, 0) / losses.length;
    expect(mean(first.losses.slice(-3))).toBeLessThan(0.6 * mean(first.losses.slice(0, 3)));
    expect(train(12, { name })).toEqual(first);
    expect(train(2, { name, seed: 2 }).losses[0]).not.toBe(first.losses[0]);
  });
});

describe('a step', () => {
  it('compiled gives the losses of one that is not', () => {
    const plain = withKernels({ used: kernels.plain, after: kernels.fast }, () => train(3));
    const { losses } = train(3);
    expect(losses[0]).toBeCloseTo(plain.losses[0] ?? 0, 4);
    // Later ones differ more: Adam takes the sign of the smallest gradient.
    for (const [i, loss] of losses.entries()) {
      expect(Math.abs(loss / (plain.losses[i] ?? 0) - 1)).toBeLessThan(0.05);
    }
  });

  it('takes the statistics of its digits alone', () => {
    const statistics = (nonDigits: number) => {
      const architecture = classifierArchitectures.judge;
      const trainer = new RecogniserTrainer({ architecture, seed: 1, steps: 1 });
      const indices = Int32Array.from({ length: 8 }, (_, i) => i);
      const place = { seed: 1, step: 0, firstImage: 0, nonDigits };
      trainer.step(trainingBatch(mnist, indices, place), 0);
      const moving = variablesOf(trainer.network).filter(({ name }) => name.includes('moving'));
      // Of the first layer: those behind it are dropped out of at random.
      const values = [...valuesOf(moving.slice(0, 2))].flatMap((value) => [...value]);
      trainer.dispose();
      return values;
    };
    const alone = statistics(0);
    for (const [i, value] of statistics(5).entries()) expect(value).toBeCloseTo(alone[i] ?? 0, 5);
  });

  it('and what is made for it leave no tensors behind', () => {
    train(1);
    const before = tensorCounts(kernels, tf.memory);
    train(3);
    expect(tensorCounts(kernels, tf.memory)).toEqual(before);
  });
});

describe('a classifier', () => {
  it('says the same of an image whatever lies beside it', () => {
    const trainer = new RecogniserTrainer({
      architecture: classifierArchitectures.recogniser,
      seed: 1,
      steps: 1,
    });
    const classifier = new Classifier(trainer.network);
    const together = classifier.classify(mnist.images.subarray(0, 21 * 784));
    const alone = classifier.classify(mnist.images.subarray(18 * 784, 19 * 784));
    expect(together.features).toHaveLength(21 * 64);
    for (const [i, logit] of alone.logits.entries()) {
      expect(together.logits[180 + i]).toBeCloseTo(logit, 5);
    }
    expect(classifier.classify(new Uint8Array()).logits).toHaveLength(0);
    classifier.dispose();
    trainer.dispose();
  });
});

describe('the training images', () => {
  it('are divided so that no image is in two parts', () => {
    const numbered = {
      count: 80,
      labels: Uint8Array.from({ length: 80 }, (_, i) => i),
      images: new Uint8Array(80 * 784),
    };
    const limit = Number.POSITIVE_INFINITY;
    const [even, odd, again] = classifierNames.map((network) =>
      divideImages(numbered, { network, limit }),
    );
    const parts = [even?.training, even?.heldOut, odd?.training, odd?.heldOut];
    expect(parts.map((part) => part?.count)).toEqual([36, 4, 36, 4]);
    const all = parts.flatMap((part) => [...(part?.labels ?? [])]);
    expect(new Set(all).size).toBe(80);
    expect([...(odd?.training.labels ?? [])].slice(0, 6)).toEqual([2, 3, 6, 7, 10, 11]);
    expect(again).toEqual(odd);
    // Of both groups of writers, who take turns.
    expect([...(even?.heldOut.labels ?? [])]).toEqual([36, 37, 76, 77]);
    expect(divideImages(numbered, { network: 'judge', limit: 20 }).training.count).toBe(18);
  });
});

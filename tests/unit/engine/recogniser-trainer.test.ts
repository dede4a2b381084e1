import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadMnist } from '../../../src-main/engine/data/dataset.js';
import { valuesOf } from '../../../src-main/engine/models/weight-files.js';
import { variablesOf } from '../../../src-main/engine/networks/build-network.js';
import { distortedBatch } from '../../../src-main/engine/recogniser/augment.js';
import { Classifier } from '../../../src-main/engine/recogniser/classifier.js';
import { RecogniserTrainer } from '../../../src-main/engine/recogniser/recogniser-trainer.js';
import { divideImages } from '../../../src-main/engine/recogniser/training-data.js';
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
  const labels = mnist.labels.subarray(0, 32);
  const losses = Array.from({ length: steps }, (_, step) => {
    const images = distortedBatch(mnist.images, indices, { seed, firstImage: 32 * step });
    return trainer.step(images, labels, step);
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
    const [even, odd] = classifierNames.map((network) =>
      divideImages(numbered, { network, limit }),
    );
    const parts = [even?.training, even?.heldOut, odd?.training, odd?.heldOut];
    expect(parts.map((part) => part?.count)).toEqual([36, 4, 36, 4]);
    const all = parts.flatMap((part) => [...(part?.labels ?? [])]);
    expect(new Set(all).size).toBe(80);
    expect([...(odd?.training.labels ?? [])].slice(0, 6)).toEqual([2, 3, 6, 7, 10, 11]);
    // Of both groups of writers, who take turns.
    expect([...(even?.heldOut.labels ?? [])]).toEqual([36, 37, 76, 77]);
    expect(divideImages(numbered, { network: 'judge', limit: 20 }).training.count).toBe(18);
  });
});

import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { startBackend } from '../../../src-main/engine/backend/start-backend.js';
import { trainableVariablesOf } from '../../../src-main/engine/networks/build-network.js';
import {
  type Guide,
  guidanceLoss,
  guidanceWeight,
} from '../../../src-main/engine/training/guidance.js';
import { discriminatorLoss, generatorLoss } from '../../../src-main/engine/training/losses.js';
import { onePassGradients } from '../../../src-main/engine/training/one-pass-gradients.js';
import { openGuide } from '../../../src-main/engine/training/open-guide.js';
import { relativeError, smallGan } from '../../helpers/networks.js';

beforeAll(async () => {
  expect((await startBackend()).backend).toBe('tensorflow');
});

/** The guide's way: one tape for each network. */
function twoTapes(
  { generator, discriminator }: ReturnType<typeof smallGan>,
  {
    images,
    latent,
    labelSmoothing,
    guide,
  }: { images: tf.Tensor; latent: tf.Tensor; labelSmoothing: number; guide?: Guide },
) {
  const logits = () => {
    const fake = generator.apply(latent, { training: true }) as tf.Tensor;
    const count = images.shape[0] ?? 0;
    const all = discriminator.apply(tf.concat([images, fake]), { training: true }) as tf.Tensor;
    return [all.slice([0, 0], [count, 1]), all.slice([count, 0], [count, 1])] as const;
  };
  const forDiscriminator = tf.variableGrads(
    () => discriminatorLoss(...logits(), labelSmoothing),
    trainableVariablesOf(discriminator),
  );
  const forGenerator = tf.variableGrads(() => {
    const loss = generatorLoss(logits()[1]);
    if (!guide) return loss;
    const drawn = generator.apply(latent, { training: true }) as tf.Tensor;
    const recognised = guide.recogniser.apply(drawn, { training: false }) as tf.Tensor;
    return loss.add(guidanceLoss(recognised).mul(guide.weight)).asScalar();
  }, trainableVariablesOf(generator));
  return { forDiscriminator, forGenerator };
}

describe('one pass for both networks', () => {
  for (const { labelSmoothing, weight } of [
    { labelSmoothing: 0, weight: 0 },
    { labelSmoothing: 0.1, weight: 0 },
    { labelSmoothing: 0, weight: 2 },
  ]) {
    it(`gives the gradients of two separate tapes (label smoothing ${labelSmoothing}, guidance ${weight})`, async () => {
      const gan = smallGan();
      const { recogniser } = await openGuide({ guidance: weight });
      const guided = recogniser ? { guide: { recogniser, weight: tf.scalar(weight) } } : {};
      const images = tf.randomUniform([6, 28, 28, 1], -1, 1, 'float32', 3);
      const latent = tf.randomNormal([6, 10], 0, 1, 'float32', 4);
      const plain = twoTapes(gan, { images, latent, labelSmoothing, ...guided });
      const fast = onePassGradients(gan, { images, latent, labelSmoothing, ...guided });

      expect(relativeError(fast.discriminatorLoss, plain.forDiscriminator.value)).toBeLessThan(
        1e-6,
      );
      // The loss that is told is the generator's own.
      if (weight === 0) {
        expect(relativeError(fast.generatorLoss, plain.forGenerator.value)).toBeLessThan(1e-6);
      }
      for (const [i, variable] of trainableVariablesOf(gan.discriminator).entries()) {
        const expected = plain.forDiscriminator.grads[variable.name] as tf.Tensor;
        expect(
          relativeError(fast.discriminator[i] as tf.Tensor, expected),
          variable.name,
        ).toBeLessThan(1e-4);
      }
      for (const [i, variable] of trainableVariablesOf(gan.generator).entries()) {
        const expected = plain.forGenerator.grads[variable.name] as tf.Tensor;
        expect(relativeError(fast.generator[i] as tf.Tensor, expected), variable.name).toBeLessThan(
          1e-4,
        );
      }
    });
  }

  it('leaves no tensor behind but its results', () => {
    const gan = smallGan();
    const run = () =>
      tf.tidy(() => {
        const images = tf.randomUniform([4, 28, 28, 1], -1, 1);
        const latent = tf.randomNormal([4, 10]);
        const step = onePassGradients(gan, { images, latent, labelSmoothing: 0 });
        tf.dispose([
          step.generatorLoss,
          step.discriminatorLoss,
          step.generator,
          step.discriminator,
        ]);
      });
    run();
    const before = tf.memory().numTensors;
    run();
    expect(tf.memory().numTensors).toBe(before);
  });
});

describe("the guidance's weight", () => {
  it('grows to all of it as the learning rates fall to 0', () => {
    const weights = [1, 0.5, 0].map((factor) =>
      guidanceWeight({ guidance: 4, guidanceGrowth: 0.75 }, factor),
    );
    expect(weights).toEqual([1, 2.5, 4]);
  });

  it('is the same throughout without growth', () => {
    expect(guidanceWeight({ guidance: 2, guidanceGrowth: 0 }, 1)).toBe(2);
  });
});

describe('the guidance loss', () => {
  const loss = (...logits: number[][]) =>
    tf.tidy(() => guidanceLoss(tf.tensor2d(logits)).dataSync()[0] ?? Number.NaN);

  it('is least for sure answers of all classes alike', () => {
    expect(loss([50, 0], [0, 50])).toBeCloseTo(-Math.log(2), 4);
  });

  it('is 0 for one class alone, and for answers that say nothing', () => {
    expect(loss([50, 0], [50, 0])).toBeCloseTo(0, 4);
    expect(loss([1, 1], [1, 1])).toBeCloseTo(0, 4);
  });
});

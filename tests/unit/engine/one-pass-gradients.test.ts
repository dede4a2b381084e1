import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { startBackend } from '../../../src-main/engine/backend/start-backend.js';
import { trainableVariablesOf } from '../../../src-main/engine/networks/build-network.js';
import {
  askedGuidanceLoss,
  type Guide,
  guidanceLoss,
  guidanceWeight,
  wantedClasses,
} from '../../../src-main/engine/training/guidance.js';
import { discriminatorLoss, generatorLoss } from '../../../src-main/engine/training/losses.js';
import {
  type Asked,
  onePassGradients,
} from '../../../src-main/engine/training/one-pass-gradients.js';
import { openGuide } from '../../../src-main/engine/training/open-guide.js';
import { imageTraits } from '../../../src-main/engine/training/trait-loss.js';
import { digitLabels, labelValue } from '../../../src-shared/networks/condition.js';
import { relativeError, smallGan, someRequests } from '../../helpers/networks.js';

beforeAll(async () => {
  expect((await startBackend()).backend).toBe('tensorflow');
});

interface Batch {
  readonly images: tf.Tensor;
  readonly latent: tf.Tensor;
  readonly labelSmoothing: number;
  readonly asked?: Asked;
  readonly guide?: Guide;
}

/** The guide's way: one tape for each network. */
function twoTapes(
  { generator, discriminator }: ReturnType<typeof smallGan>,
  { images, latent, labelSmoothing, asked, guide }: Batch,
) {
  const draw = () => {
    const input = asked ? tf.concat([latent, asked.request], 1) : latent;
    return generator.apply(input, { training: true }) as tf.Tensor;
  };
  const logits = () => {
    const count = images.shape[0] ?? 0;
    const all = discriminator.apply(tf.concat([images, draw()]), { training: true }) as tf.Tensor;
    // Of each image by itself: its own logit, and what speaks for what it was asked to be.
    const logitsOf = (first: number) => {
      const own = all.slice([first, 0], [count, 1]);
      if (!asked) return own;
      const speaking = all.slice([first, 1], [count, -1]).mul(asked.request);
      // In a request the label counts more; here it counts once.
      const labels = speaking.slice([0, 0], [count, 10]).div(labelValue);
      const others = speaking.slice([0, 10], [count, -1]);
      return own.add(labels.sum(1, true)).add(others.sum(1, true));
    };
    return [logitsOf(0), logitsOf(count)] as const;
  };
  const forDiscriminator = tf.variableGrads(
    () => discriminatorLoss(...logits(), labelSmoothing),
    trainableVariablesOf(discriminator),
  );
  const forGenerator = tf.variableGrads(() => {
    let loss: tf.Tensor = generatorLoss(logits()[1]);
    if (guide) {
      const recognised = guide.recogniser.apply(draw(), { training: false }) as tf.Tensor;
      const said = asked ? lackingOf(recognised, asked.request) : guidanceLoss(recognised);
      loss = loss.add(said.mul(guide.weight));
    }
    if (asked) {
      const { values, deviations, weight } = asked.traits;
      const lacking = imageTraits(draw()).sub(values).div(deviations);
      loss = loss.add(lacking.square().mean().mul(weight));
    }
    return loss.asScalar();
  }, trainableVariablesOf(generator));
  return { forDiscriminator, forGenerator };
}

/** What is lacking to be read as asked for with a probability of 0.95, said with stock losses. */
function lackingOf(logits: tf.Tensor, request: tf.Tensor): tf.Tensor {
  const count = request.shape[0] ?? 0;
  const wanted = request.slice([0, 0], [count, 10]).argMax(1);
  const each = tf.losses.softmaxCrossEntropy(
    tf.oneHot(wanted, 10).toFloat(),
    logits,
    undefined,
    0,
    tf.Reduction.NONE,
  );
  return each.add(Math.log(0.95)).maximum(0).mean();
}

/** What a batch is asked for; nothing without a weight of the traits. */
function askedOf(count: number, traitWeight: number | undefined): { asked?: Asked } {
  if (traitWeight === undefined) return {};
  const { request, traits, deviations } = someRequests(count);
  return { asked: { request, traits: { values: traits, deviations, weight: traitWeight } } };
}

describe('one pass for both networks', () => {
  for (const { labelSmoothing, weight, traitWeight } of [
    { labelSmoothing: 0, weight: 0, traitWeight: undefined },
    { labelSmoothing: 0.1, weight: 0, traitWeight: undefined },
    { labelSmoothing: 0, weight: 2, traitWeight: undefined },
    { labelSmoothing: 0, weight: 0, traitWeight: 0 },
    { labelSmoothing: 0.1, weight: 0, traitWeight: 0.3 },
    { labelSmoothing: 0, weight: 2, traitWeight: 0.3 },
  ]) {
    const forRequests = traitWeight === undefined ? '' : `, requests with traits of ${traitWeight}`;
    it(`gives the gradients of two separate tapes (label smoothing ${labelSmoothing}, guidance ${weight}${forRequests})`, async () => {
      const gan = smallGan({ labelCount: traitWeight === undefined ? 0 : 10 });
      const { recogniser } = await openGuide({ guidance: weight });
      const guide = recogniser && { recogniser, weight: tf.scalar(weight), labels: digitLabels };
      const guided = guide ? { guide } : {};
      const images = tf.randomUniform([6, 28, 28, 1], -1, 1, 'float32', 3);
      const latent = tf.randomNormal([6, 10], 0, 1, 'float32', 4);
      const batch = { images, latent, labelSmoothing, ...guided, ...askedOf(6, traitWeight) };
      const plain = twoTapes(gan, batch);
      const fast = onePassGradients(gan, batch);

      expect(relativeError(fast.discriminatorLoss, plain.forDiscriminator.value)).toBeLessThan(
        1e-6,
      );
      // The loss that is told is the generator's own.
      if (weight === 0 && !traitWeight) {
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

  it.each([undefined, 0.3])('leaves no tensor behind but its results (traits: %s)', (traits) => {
    const gan = smallGan({ labelCount: traits === undefined ? 0 : 10 });
    const run = () =>
      tf.tidy(() => {
        const images = tf.randomUniform([4, 28, 28, 1], -1, 1);
        const latent = tf.randomNormal([4, 10]);
        const asked = askedOf(4, traits);
        const step = onePassGradients(gan, { images, latent, labelSmoothing: 0, ...asked });
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

describe('the guidance of digits that are asked for', () => {
  const request = (...labels: number[][]) => tf.tensor2d(labels).mul(labelValue);

  it('knows the classes of labels that are not all ten', () => {
    const wanted = tf.tidy(() => wantedClasses(request([0, 1, 7, 7], [1, 0, 7, 7]), [3, 8]));
    expect(wanted.argMax(1).arraySync()).toEqual([8, 3]);
    expect(wanted.sum(1).arraySync()).toEqual([1, 1]);
  });

  it('is what is lacking to be legible as asked for; legible digits are left alone', () => {
    const loss = (confidence: number, asked: number) => {
      const rest = Math.log((1 - confidence) / 9);
      const logits = Array.from({ length: 10 }, (_, i) => (i === 3 ? Math.log(confidence) : rest));
      const wanted = Array.from({ length: 10 }, (_, i) => Number(i === asked));
      return tf.tidy(
        () => askedGuidanceLoss(tf.tensor2d([logits]), tf.tensor2d([wanted])).dataSync()[0],
      );
    };
    expect(loss(0.96, 3)).toBe(0);
    expect(loss(0.999, 3)).toBe(0);
    expect(loss(0.5, 3)).toBeCloseTo(Math.log(0.95 / 0.5), 5);
    expect(loss(0.96, 5)).toBeCloseTo(Math.log(0.95 / (0.04 / 9)), 4);
  });
});

import * as tf from '@tensorflow/tfjs';
import { traits } from '../../../src-shared/digits/measure-traits.js';
import { labelValue } from '../../../src-shared/networks/condition.js';
import { trainableVariablesOf } from '../networks/build-network.js';
import { askedGuidanceLoss, type Guide, guidanceLoss, wantedClasses } from './guidance.js';
import { discriminatorLoss, generatorLoss } from './losses.js';
import { traitLoss, type WantedTraits } from './trait-loss.js';

export interface Gan {
  readonly generator: tf.Sequential;
  readonly discriminator: tf.Sequential;
}

export interface StepGradients {
  /** Scalars. */
  readonly generatorLoss: tf.Scalar;
  readonly discriminatorLoss: tf.Scalar;
  /** In the order of each network's trainable weights. */
  readonly generator: tf.Tensor[];
  readonly discriminator: tf.Tensor[];
}

/** What digits are asked for. */
export interface Asked {
  /** [n, requestLength]: see `Condition`. */
  readonly request: tf.Tensor;
  readonly traits: WantedTraits;
}

/** Logits are clamped here so that exp stays in float32's range; nothing is learnt beyond it. */
const largestLogit = 60;

/**
 * Both networks' exact gradients from one forward and one backward pass.
 *
 * The discriminator mixes no samples, so its backward signal is linear for each image. For a fake
 * image with the logit f, dL_D/df = sigmoid(f) and dL_G/df = -sigmoid(-f): their ratio is -exp(-f),
 * and dL_G/dimage = dL_D/dimage · -exp(-f). An identity between the networks multiplies its gradient
 * by that ratio. Real and fake images pass the discriminator as one batch. The fake label must be an
 * exact 0: smoothing it would make the ratio singular.
 *
 * @param images real, [n, 28, 28, 1] in [-1, 1]
 * @param latent [n, noiseDim]
 * @param asked of a conditional training: what the real images show and the generator is asked for
 * @param guide adds its say to what the generator learns from, as the traits do; the losses told are
 *   without both
 */
export function onePassGradients(
  { generator, discriminator }: Gan,
  batch: {
    images: tf.Tensor;
    latent: tf.Tensor;
    labelSmoothing: number;
    asked?: Asked | undefined;
    guide?: Guide | undefined;
  },
): StepGradients {
  const generatorVariables = trainableVariablesOf(generator);
  const discriminatorVariables = trainableVariablesOf(discriminator);
  const count = batch.images.shape[0] ?? 0;
  let ratio: tf.Tensor | undefined;
  let fakeLoss: tf.Scalar | undefined;
  let bothLoss: tf.Scalar | undefined;

  const turnGradient = tf.customGrad((...args) => {
    const [fake] = args as [tf.Tensor];
    return {
      value: fake.clone(),
      gradFunc: (dy: tf.Tensor) => {
        if (!ratio) throw new Error('the gradient came before the logits');
        return dy.mul(ratio);
      },
    };
  });

  const { value, grads } = tf.variableGrads(() => {
    const { asked, guide } = batch;
    const drawn = apply(
      generator,
      asked ? tf.concat([batch.latent, asked.request], 1) : batch.latent,
    );
    const fake = turnGradient(drawn);
    const outputs = apply(discriminator, tf.concat([batch.images, fake]));
    const logits = asked ? projected(outputs, asked.request) : outputs;
    const realLogits = logits.slice([0, 0], [count, 1]);
    const fakeLogits = logits.slice([count, 0], [count, 1]);
    ratio = tf.keep(
      tf.tidy(() =>
        fakeLogits
          .clipByValue(-largestLogit, largestLogit)
          .neg()
          .exp()
          .neg()
          .reshape([count, 1, 1, 1]),
      ),
    );
    fakeLoss = tf.keep(tf.tidy(() => generatorLoss(fakeLogits)));
    const loss = discriminatorLoss(realLogits, fakeLogits, batch.labelSmoothing);
    bothLoss = tf.keep(loss.clone());
    // Beside the identity that turns gradients: what follows reaches the generator alone, as it is.
    const says: tf.Tensor[] = [loss];
    if (guide) {
      const recognised = guide.recogniser.apply(drawn, { training: false }) as tf.Tensor;
      const said = asked
        ? askedGuidanceLoss(recognised, wantedClasses(asked.request, guide.labels ?? []))
        : guidanceLoss(recognised);
      says.push(said.mul(guide.weight));
    }
    if (asked && asked.traits.weight > 0) {
      says.push(traitLoss(drawn, asked.traits).mul(asked.traits.weight));
    }
    return tf.addN(says).asScalar();
  }, [...generatorVariables, ...discriminatorVariables]);

  tf.dispose([ratio ?? [], value]);
  if (!fakeLoss || !bothLoss) throw new Error('the step computed no loss');
  const pick = (variables: tf.Variable[]) =>
    variables.map((variable) => {
      const gradient = grads[variable.name];
      if (!gradient) throw new Error(`no gradient for ${variable.name}`);
      return gradient;
    });
  return {
    generatorLoss: fakeLoss,
    discriminatorLoss: bothLoss,
    generator: pick(generatorVariables),
    discriminator: pick(discriminatorVariables),
  };
}

/**
 * The logits of images under what they are asked for: the first output plus the others' product with the
 * request, in which label and allograph count 1. (Where the label counts more, digits are plainer and vary less:
 * docs/training.md.)
 *
 * @param outputs [2n, 1 + requestLength], of the real images and of as many generated ones
 * @param request [n, requestLength], of both alike
 */
function projected(outputs: tf.Tensor, request: tf.Tensor): tf.Tensor {
  const [count = 0, width = 0] = request.shape;
  const named = width - traits.length;
  const names = request.slice([0, 0], [count, named]).div(labelValue);
  const own = request.slice([0, named], [count, traits.length]);
  const factors = tf.concat([tf.ones([count, 1]), names, own], 1);
  return outputs.mul(tf.concat([factors, factors])).sum(1, true);
}

const apply = (network: tf.Sequential, x: tf.Tensor): tf.Tensor =>
  network.apply(x, { training: true }) as tf.Tensor;

import * as tf from '@tensorflow/tfjs';
import { trainableVariablesOf } from '../networks/build-network.js';
import { type Guide, guidanceLoss } from './guidance.js';
import { discriminatorLoss, generatorLoss } from './losses.js';

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
 * @param guide adds its say to what the generator learns from; the losses told are without it
 */
export function onePassGradients(
  { generator, discriminator }: Gan,
  batch: { images: tf.Tensor; latent: tf.Tensor; labelSmoothing: number; guide?: Guide },
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
    const drawn = apply(generator, batch.latent);
    const fake = turnGradient(drawn);
    const logits = apply(discriminator, tf.concat([batch.images, fake]));
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
    if (!batch.guide) return loss;
    // Beside the identity that turns gradients: the guide's reaches the generator alone, as it is.
    const { recogniser, weight } = batch.guide;
    const recognised = recogniser.apply(drawn, { training: false }) as tf.Tensor;
    return loss.add(guidanceLoss(recognised).mul(weight)).asScalar();
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

const apply = (network: tf.Sequential, x: tf.Tensor): tf.Tensor =>
  network.apply(x, { training: true }) as tf.Tensor;

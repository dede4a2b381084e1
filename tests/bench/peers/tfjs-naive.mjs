// Peer: the obvious program for tfjs-node: two passes, tfjs's own layers, kernels and Adam, on the same TensorFlow.
import { readFileSync } from 'node:fs';
import { findEngine } from '../../../src-main/setup/find-engine.mjs';
import { loadNativeTensorFlow } from '../../../src-main/setup/load-tensorflow.mjs';
import { options, serve, timed } from '../worker-loop.mjs';

const engine = findEngine();
if (engine === null) throw new Error('the native engine is not installed');
const tf = loadNativeTensorFlow(engine);
await tf.ready();

const { batch, width } = options;
const noiseDim = 100;
const wide = (/** @type {number} */ channels) => channels * width;
const kernelInitializer = tf.initializers.randomNormal({ stddev: 0.02 });
const padding = /** @type {const} */ ('same');

const generator = tf.sequential();
const normalize = () => {
  generator.add(tf.layers.batchNormalization({ momentum: 0.9, epsilon: 1e-3 }));
  generator.add(tf.layers.leakyReLU({ alpha: 0.3 }));
};
const units = 7 * 7 * wide(1024);
generator.add(
  tf.layers.dense({ inputShape: [noiseDim], units, useBias: false, kernelInitializer }),
);
normalize();
generator.add(tf.layers.reshape({ targetShape: [7, 7, wide(1024)] }));
const up = { kernelSize: 5, padding, useBias: false, kernelInitializer };
for (const [filters, strides] of /** @type {[number, number][]} */ ([
  [wide(512), 2],
  [wide(256), 2],
  [wide(128), 1],
])) {
  generator.add(tf.layers.conv2dTranspose({ ...up, filters, strides }));
  normalize();
}
generator.add(tf.layers.conv2dTranspose({ ...up, filters: 1, strides: 1, activation: 'tanh' }));

const discriminator = tf.sequential();
for (const channels of [128, 256, 512]) {
  const inputShape = channels === 128 ? { inputShape: [28, 28, 1] } : {};
  discriminator.add(
    tf.layers.conv2d({
      ...inputShape,
      filters: wide(channels),
      kernelSize: 5,
      strides: 2,
      padding,
      kernelInitializer,
    }),
  );
  discriminator.add(tf.layers.leakyReLU({ alpha: 0.3 }));
  discriminator.add(tf.layers.dropout({ rate: 0.3 }));
}
discriminator.add(tf.layers.flatten());
discriminator.add(tf.layers.dense({ units: 1, kernelInitializer }));

const generatorAdam = tf.train.adam(2e-4, 0.5);
const discriminatorAdam = tf.train.adam(2e-4, 0.5);
/** @type {(network: import('@tensorflow/tfjs').Sequential) => import('@tensorflow/tfjs').Variable[]} */
const variablesOf = (network) =>
  network.trainableWeights.map((weight) => /** @type {any} */ (weight.read()));
const generatorVariables = variablesOf(generator);
const discriminatorVariables = variablesOf(discriminator);

/** @typedef {import('@tensorflow/tfjs').Tensor} Tensor */
const train = { training: true };
const generate = (/** @type {Tensor} */ noise) =>
  /** @type {Tensor} */ (generator.apply(noise, train));
const judge = (/** @type {Tensor} */ images) =>
  /** @type {Tensor} */ (discriminator.apply(images, train));
const crossEntropy = (/** @type {Tensor} */ labels, /** @type {Tensor} */ logits) =>
  tf.losses.sigmoidCrossEntropy(labels, logits);

const pixels = readFileSync(options.images).subarray(16);
const imageSize = 28 * 28;
const images = pixels.length / imageSize;

/** A batch of images drawn at random, in [-1, 1]. */
function nextBatch() {
  const values = new Float32Array(batch * imageSize);
  for (let i = 0; i < batch; i++) {
    const start = Math.floor(Math.random() * images) * imageSize;
    for (let j = 0; j < imageSize; j++) {
      values[i * imageSize + j] = (pixels[start + j] ?? 0) / 127.5 - 1;
    }
  }
  return tf.tensor4d(values, [batch, 28, 28, 1]);
}

function trainStep() {
  const losses = tf.tidy(() => {
    const real = nextBatch();
    const noise = tf.randomNormal([batch, noiseDim]);
    const fake = generate(noise);
    const forDiscriminator = tf.variableGrads(() => {
      const realLogits = judge(real);
      const fakeLogits = judge(fake);
      return crossEntropy(tf.onesLike(realLogits), realLogits).add(
        crossEntropy(tf.zerosLike(fakeLogits), fakeLogits),
      );
    }, discriminatorVariables);
    discriminatorAdam.applyGradients(/** @type {any} */ (forDiscriminator.grads));
    const forGenerator = tf.variableGrads(() => {
      const logits = judge(generate(noise));
      return crossEntropy(tf.onesLike(logits), logits).asScalar();
    }, generatorVariables);
    generatorAdam.applyGradients(/** @type {any} */ (forGenerator.grads));
    return [forGenerator.value, forDiscriminator.value].map((loss) => loss.dataSync()[0]);
  });
  if (!losses.every(Number.isFinite)) throw new Error('a loss is not finite');
}

await serve(
  { 'TensorFlow.js': tf.version.tfjs },
  { train: ({ steps }) => timed(steps, trainStep) },
);

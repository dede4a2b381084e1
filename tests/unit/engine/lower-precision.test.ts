import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { CompiledFunction } from '../../../src-main/engine/backend/graph/compile.js';
import {
  trainableVariablesOf,
  variablesOf,
} from '../../../src-main/engine/networks/build-network.js';
import { onePassGradients } from '../../../src-main/engine/training/one-pass-gradients.js';
import {
  type NativeKernels,
  startNativeKernels,
  withKernels,
} from '../../helpers/native-kernels.js';
import { cosine, joined, relativeError, smallGan } from '../../helpers/networks.js';

type TensorFunction = CompiledFunction['call'];

let kernels: NativeKernels;
beforeAll(async () => {
  kernels = await startNativeKernels();
});

const compile = (
  program: TensorFunction,
  precision: 'float32' | 'bfloat16',
  variables: tf.Variable[] = [],
) => kernels.fast.compile(program, { variables, precision });
const normal = (shape: number[], seed: number) => tf.randomNormal(shape, 0, 1, 'float32', seed);

describe('convolutions in bfloat16', () => {
  const images = [2, 14, 14, 8];
  const filter = [5, 5, 8, 6];
  const small = [2, 7, 7, 6];
  const conv2d = (x: tf.Tensor, w: tf.Tensor) =>
    tf.conv2d(x as tf.Tensor4D, w as tf.Tensor4D, 2, 'same');
  const gradients = (x: tf.Tensor, w: tf.Tensor, dy: tf.Tensor) =>
    tf.grads((a, b) => conv2d(a, b))([x, w], dy);
  const programs: Record<string, { program: TensorFunction; inputs: number[][] }> = {
    Conv2D: {
      program: (x: tf.Tensor, w: tf.Tensor) => [conv2d(x, w)],
      inputs: [images, filter],
    },
    Conv2DBackpropInput: {
      program: (w: tf.Tensor, y: tf.Tensor) => [
        tf.conv2dTranspose(y as tf.Tensor4D, w as tf.Tensor4D, [2, 14, 14, 8], 2, 'same'),
      ],
      inputs: [filter, small],
    },
    Conv2DBackpropFilter: {
      program: (x: tf.Tensor, w: tf.Tensor, dy: tf.Tensor) => gradients(x, w, dy).slice(1),
      inputs: [images, filter, small],
    },
    'all three': {
      program: (x: tf.Tensor, w: tf.Tensor, dy: tf.Tensor) => [
        conv2d(x, w),
        ...gradients(x, w, dy),
      ],
      inputs: [images, filter, small],
    },
  };
  for (const [name, { program, inputs }] of Object.entries(programs)) {
    it(`${name}: within 1e-2 of float32, given in float32; compiled in float32 within 1e-5`, () => {
      const tensors = inputs.map((shape, i) => normal(shape, i + 1));
      const plain = program(...tensors);
      const low = compile(program, 'bfloat16').call(...tensors);
      const full = compile(program, 'float32').call(...tensors);
      for (const [i, expected] of plain.entries()) {
        expect([low[i]?.dtype, low[i]?.shape]).toEqual(['float32', expected.shape]);
        const error = relativeError(low[i] as tf.Tensor, expected);
        expect(error).toBeLessThan(1e-2);
        expect(error, 'bfloat16 was not used').toBeGreaterThan(1e-5);
        expect(relativeError(full[i] as tf.Tensor, expected)).toBeLessThan(1e-5);
      }
    });
  }
});

describe('what is not a convolution', () => {
  it('stays in float32, to the bit, when no convolution is before it', () => {
    const program = (x: tf.Tensor, w: tf.Tensor) => [
      tf.leakyRelu(x.matMul(w), 0.3).add(x.sum()).reshape([-1]),
      x.mul(1.001),
    ];
    const inputs = [normal([6, 5], 1), normal([5, 4], 2)] as const;
    const full = compile(program, 'float32').call(...inputs);
    for (const [i, result] of compile(program, 'bfloat16')
      .call(...inputs)
      .entries()) {
      expect(result.dataSync()).toEqual(full[i]?.dataSync());
    }
  });

  it('keeps variables and sums in float32 behind one', () => {
    const total = tf.variable(tf.scalar(0));
    const filter = tf.variable(normal([3, 3, 2, 4], 1));
    const program = (x: tf.Tensor) => {
      const y = tf.conv2d(x as tf.Tensor4D, filter as unknown as tf.Tensor4D, 1, 'same');
      total.assign(total.add(y.square().mean()));
      filter.assign(filter.mul(0.999));
      return [tf.leakyRelu(y, 0.3).mul(2).add(y)];
    };
    const { call } = compile(program, 'bfloat16', [total, filter]);
    const x = normal([2, 8, 8, 2], 2);
    let expected = filter.clone();
    for (let i = 0; i < 4; i++) {
      expect(call(x)[0]?.dtype).toBe('float32');
      expected = expected.mul(0.999);
    }
    expect([total.dtype, filter.dtype]).toEqual(['float32', 'float32']);
    // In bfloat16, 0.999 would round to 1.
    expect(filter.dataSync()).toEqual(expected.dataSync());
    const plain = tf.variable(tf.scalar(0));
    tf.tidy(() => {
      let w = filter.div(0.999 ** 4);
      for (let i = 0; i < 4; i++) {
        const y = tf.conv2d(x as tf.Tensor4D, w as tf.Tensor4D, 1, 'same');
        plain.assign(plain.add(y.square().mean()));
        w = w.mul(0.999);
      }
    });
    expect(relativeError(total, plain)).toBeLessThan(1e-2);
  });
});

describe('the gradients of both whole networks', () => {
  const batch = 16;
  const images = () => tf.randomUniform([batch, 28, 28, 1], -1, 1, 'float32', 3);
  const latent = () => normal([batch, 10], 4);

  /** Both networks' gradients, losses and moving statistics after a pass over equal networks. */
  function pass(form: 'plain' | 'float32' | 'bfloat16') {
    const gan = smallGan({ width: 1 / 16 });
    gan.clock.step = 5;
    const networks = { generator: gan.generator, discriminator: gan.discriminator };
    const variables = Object.values(networks).flatMap(variablesOf);
    const program = (images: tf.Tensor, latent: tf.Tensor) => {
      const pass = onePassGradients(gan, { images, latent, labelSmoothing: 0.1 });
      return [pass.generatorLoss, pass.discriminatorLoss, ...pass.generator, ...pass.discriminator];
    };
    const all =
      form === 'plain'
        ? withKernels({ used: kernels.plain, after: kernels.fast }, () =>
            program(images(), latent()),
          )
        : compile(program, form, variables).call(images(), latent());
    const [generatorLoss, discriminatorLoss, ...gradients] = all as [
      tf.Tensor,
      tf.Tensor,
      ...tf.Tensor[],
    ];
    const ofGenerator = trainableVariablesOf(gan.generator).length;
    const trainable = new Set(Object.values(networks).flatMap(trainableVariablesOf));
    return {
      losses: { generatorLoss, discriminatorLoss },
      gradients: {
        generator: gradients.slice(0, ofGenerator),
        discriminator: gradients.slice(ofGenerator),
      },
      moving: variables.filter((variable) => !trainable.has(variable)),
      all,
    };
  }

  for (const [precision, bounds] of [
    ['float32', { cosine: 1 - 1e-6, gradients: 1e-4, losses: 1e-5, moving: 1e-5 }],
    ['bfloat16', { cosine: 0.99, gradients: 0.15, losses: 2e-2, moving: 2e-2 }],
  ] as const) {
    it(`compiled in ${precision} are those of the plain kernels, and so are the moving statistics`, () => {
      const plain = pass('plain');
      const compiled = pass(precision);
      for (const { dtype } of compiled.all) expect(dtype).toBe('float32');
      for (const name of ['generator', 'discriminator'] as const) {
        const [a, b] = [joined(compiled.gradients[name]), joined(plain.gradients[name])];
        expect(cosine(a, b), name).toBeGreaterThanOrEqual(bounds.cosine);
        const error = relativeError(a, b);
        expect(error, name).toBeLessThan(bounds.gradients);
        if (precision === 'bfloat16') expect(error, 'bfloat16 was not used').toBeGreaterThan(1e-4);
      }
      for (const name of ['generatorLoss', 'discriminatorLoss'] as const) {
        expect(relativeError(compiled.losses[name], plain.losses[name])).toBeLessThan(
          bounds.losses,
        );
      }
      expect(plain.moving.length).toBeGreaterThan(0);
      for (const [i, variable] of plain.moving.entries()) {
        const other = compiled.moving[i] as tf.Tensor;
        expect(other.dtype).toBe('float32');
        expect(relativeError(other, variable), variable.name).toBeLessThan(bounds.moving);
      }
    });
  }
});

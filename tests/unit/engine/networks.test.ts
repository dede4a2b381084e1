import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { startBackend } from '../../../src-main/engine/backend/start-backend.js';
import { loadGenerator, saveModel } from '../../../src-main/engine/models/model-folder.js';
import { BatchNormalizationLayer } from '../../../src-main/engine/networks/batch-normalization-layer.js';
import { buildNetwork, variablesOf } from '../../../src-main/engine/networks/build-network.js';
import {
  discriminatorArchitecture,
  generatorArchitecture,
} from '../../../src-shared/networks/architecture.js';
import { layerTable } from '../../../src-shared/networks/layer-table.js';
import { relativeError, smallGan } from '../../helpers/networks.js';
import { temporaryFolder } from '../../helpers/temporary-folder.js';

beforeAll(async () => {
  await startBackend();
});

describe('built networks', () => {
  it('have the layers, names, shapes and parameters of their tables', () => {
    const size = { width: 1 / 32, noiseDim: 12 };
    for (const architecture of [generatorArchitecture(size), discriminatorArchitecture(size)]) {
      const network = buildNetwork(architecture, {});
      const table = layerTable(architecture);
      expect(network.countParams()).toBe(table.parameters);
      expect(network.layers.map((layer) => [layer.name, layer.getClassName()])).toEqual(
        table.layers.map(({ name, type }) => [name, type]),
      );
      expect(network.layers.map((layer) => layer.outputShape)).toEqual(
        table.layers.map(({ outputShape }) => [null, ...outputShape]),
      );
      const weights = network.layers.flatMap((layer) => layer.weights);
      expect(weights.map(({ originalName, shape }) => [originalName, shape])).toEqual(
        table.layers.flatMap(({ weights }) => weights.map(({ name, shape }) => [name, shape])),
      );
    }
  });

  it('begin with the weights of their seed: N(0, 0.02) or Glorot', () => {
    const architecture = generatorArchitecture({ width: 1 / 16, noiseDim: 100 });
    const kernel = (initializer: 'normal' | 'glorotUniform', seed: number) => {
      const network = buildNetwork(architecture, { weights: { initializer, seed } });
      return network.getWeights()[0] as tf.Tensor;
    };
    const normal = kernel('normal', 1);
    const { mean, variance } = tf.moments(normal);
    expect(Math.abs(mean.dataSync()[0] ?? 1)).toBeLessThan(1e-3);
    expect(Math.sqrt(variance.dataSync()[0] ?? 0)).toBeCloseTo(0.02, 3);
    expect(kernel('normal', 1).dataSync()).toEqual(normal.dataSync());
    expect(kernel('normal', 2).dataSync()).not.toEqual(normal.dataSync());
    const limit = Math.sqrt(6 / (100 + 49 * 64));
    const largest = kernel('glorotUniform', 1).abs().max().dataSync()[0] ?? 0;
    expect(largest).toBeLessThanOrEqual(limit);
    expect(largest).toBeGreaterThan(0.99 * limit);
  });
});

describe('batch normalisation layer', () => {
  for (const shape of [[6], [7, 7, 4]]) {
    it(`does what the stock layer does on [n, ${shape}]: output and moving statistics`, () => {
      const stock = tf.layers.batchNormalization({
        momentum: 0.9,
        epsilon: 1e-3,
        inputShape: shape,
      });
      const own = new BatchNormalizationLayer({ name: 'own', momentum: 0.9, epsilon: 1e-3 });
      const run = (layer: tf.layers.Layer) => {
        const outputs: tf.Tensor[] = [];
        for (let i = 0; i < 3; i++) {
          const x = tf.randomNormal([8, ...shape], 2, 3, 'float32', i + 1);
          outputs.push(layer.apply(x, { training: true }) as tf.Tensor);
        }
        const x = tf.randomNormal([8, ...shape], 2, 3, 'float32', 9);
        outputs.push(layer.apply(x, { training: false }) as tf.Tensor);
        return [...outputs, ...layer.getWeights()];
      };
      const expected = run(stock);
      for (const [i, tensor] of run(own).entries()) {
        expect(relativeError(tensor, expected[i] as tf.Tensor), `${i}`).toBeLessThan(1e-5);
      }
    });
  }
});

describe('dropout layer', () => {
  it('drops the rate, keeps the mean, changes with the step and repeats with it', () => {
    const { discriminator, clock } = smallGan({ dropout: 0.4 });
    const layer = discriminator.layers.find((candidate) => candidate.name === 'dropout');
    if (!layer) throw new Error('no dropout layer');
    const x = tf.ones([200, 14, 14, 2]);
    const masks = [0, 1, 0].map((step) => {
      clock.step = step;
      return (layer.apply(x, { training: true }) as tf.Tensor).dataSync<'float32'>();
    });
    const [first, second, again] = masks;
    expect(again).toEqual(first);
    expect(second).not.toEqual(first);
    const dropped = (first ?? []).filter((value) => value === 0).length / x.size;
    expect(Math.abs(dropped - 0.4)).toBeLessThan(0.01);
    expect(new Set(first)).toEqual(new Set([0, Math.fround(1 / 0.6)]));
    expect((layer.apply(x, { training: false }) as tf.Tensor).dataSync()).toEqual(x.dataSync());
  });
});

describe('saved models', () => {
  it('open in plain tfjs with the same output, and again here', async () => {
    const { generator } = smallGan();
    // Moving statistics other than the first ones.
    generator.apply(tf.randomNormal([8, 10], 0, 1, 'float32', 1), { training: true });
    const folder = join(temporaryFolder(), 'generator');
    await saveModel(folder, generator);

    const json = JSON.parse(await readFile(join(folder, 'model.json'), 'utf8'));
    const bytes = await readFile(join(folder, 'weights.bin'));
    const plain = await tf.loadLayersModel(
      tf.io.fromMemory({
        modelTopology: json.modelTopology,
        weightSpecs: json.weightsManifest[0].weights,
        weightData: new Uint8Array(bytes).buffer,
      }),
    );
    const latent = tf.randomNormal([3, 10], 0, 1, 'float32', 2);
    const expected = generator.predict(latent) as tf.Tensor;
    expect(relativeError(plain.predict(latent) as tf.Tensor, expected)).toBeLessThan(1e-5);

    const opened = await loadGenerator(folder);
    expect(opened.noiseDim).toBe(10);
    expect((opened.network.predict(latent) as tf.Tensor).dataSync()).toEqual(expected.dataSync());
    expect(variablesOf(opened.network)).toHaveLength(21);
  });
});

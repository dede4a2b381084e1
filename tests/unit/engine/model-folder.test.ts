import { mkdir, readFile, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { startBackend } from '../../../src-main/engine/backend/start-backend.js';
import {
  loadGenerator,
  modelDamage,
  openNetwork,
  saveModel,
} from '../../../src-main/engine/models/model-folder.js';
import { variablesOf } from '../../../src-main/engine/networks/build-network.js';
import { conditionOf, inputLength } from '../../../src-shared/networks/condition.js';
import { relativeError, smallGan } from '../../helpers/networks.js';
import { temporaryFolder } from '../../helpers/temporary-folder.js';

beforeAll(async () => {
  await startBackend();
});

async function savedGenerator() {
  const { generator } = smallGan();
  const folder = join(temporaryFolder(), 'generator');
  await saveModel(folder, generator);
  return folder;
}

interface EditableModel {
  userDefinedMetadata?: unknown;
  modelTopology: {
    class_name: string;
    config: { layers: { class_name: string; config: Record<string, unknown> }[] };
  };
  weightsManifest: {
    paths: string[];
    weights: { name: string; shape: number[]; dtype: string }[];
  }[];
}

/** Changes model.json, as somebody might who wants to break us. */
async function edit(folder: string, change: (model: EditableModel) => unknown) {
  const path = join(folder, 'model.json');
  const model: EditableModel = JSON.parse(await readFile(path, 'utf8'));
  change(model);
  await writeFile(path, JSON.stringify(model));
}

describe('a folder from elsewhere is refused', () => {
  const layer = (model: EditableModel, i: number) => {
    const found = model.modelTopology.config.layers[i];
    if (!found) throw new Error('no such layer');
    return found;
  };
  const firstWeight = (model: EditableModel) => {
    const found = model.weightsManifest[0]?.weights[0];
    if (!found) throw new Error('no weight');
    return found;
  };
  const cases: [string, (model: EditableModel) => unknown, RegExp][] = [
    [
      'another layer',
      (m) => Object.assign(layer(m, 2), { class_name: 'ReLU' }),
      /layer 3 is ReLU, not LeakyReLU/,
    ],
    [
      'another stride',
      (m) => Object.assign(layer(m, 4).config, { strides: [1, 1] }),
      /layer 5 \(Conv2DTranspose\) has strides/,
    ],
    ['a layer too many', (m) => void m.modelTopology.config.layers.push(layer(m, 1)), /15 layers/],
    [
      'a path out of the folder',
      (m) => m.weightsManifest.splice(0, 1, { paths: ['../../etc/passwd'], weights: [] }),
      /weightsManifest/,
    ],
    [
      'a huge string weight',
      (m) => Object.assign(firstWeight(m), { dtype: 'string', shape: [2_000_000] }),
      /dtype/,
    ],
    [
      'another weight shape',
      (m) => Object.assign(firstWeight(m), { shape: [10, 785] }),
      /shape 10 × 785/,
    ],
    [
      'a weight twice',
      (m) => void m.weightsManifest[0]?.weights.push(firstWeight(m)),
      /22 weights instead of 21/,
    ],
    [
      'a giant first layer',
      (m) => Object.assign(layer(m, 0).config, { units: 50176 * 1000 }),
      /first layer fits neither/,
    ],
    [
      'another program’s model',
      (m) => Object.assign(m.modelTopology, { class_name: 'Graph' }),
      /class_name/,
    ],
  ];
  for (const [what, change, message] of cases) {
    it(`for ${what}`, async () => {
      const folder = await savedGenerator();
      await edit(folder, change);
      await expect(loadGenerator(folder)).rejects.toMatchObject({
        code: 'INVALID_MODEL',
        message: expect.stringMatching(message),
      });
    });
  }

  it('for half a model.json', async () => {
    const folder = await savedGenerator();
    const path = join(folder, 'model.json');
    await writeFile(path, (await readFile(path, 'utf8')).slice(0, 300));
    await expect(openNetwork(folder)).rejects.toMatchObject({
      code: 'INVALID_MODEL',
      message: expect.stringMatching(/not JSON, or only half/),
    });
  });

  it('for weights that are too short, or missing', async () => {
    const folder = await savedGenerator();
    const path = join(folder, 'weights.bin');
    const bytes = await readFile(path);
    await writeFile(path, bytes.subarray(0, -4));
    await expect(loadGenerator(folder)).rejects.toMatchObject({
      code: 'INVALID_MODEL',
      message: expect.stringMatching(/needs exactly/),
    });
    await writeFile(path, Buffer.concat([bytes, Buffer.from([0])]));
    await expect(loadGenerator(folder)).rejects.toMatchObject({ code: 'INVALID_MODEL' });
  });

  it('as damaged when its weights are 100 GB long, of which none is read', async () => {
    const folder = await savedGenerator();
    expect(await modelDamage(folder)).toBeNull();
    await truncate(join(folder, 'weights.bin'), 100e9);
    expect(await modelDamage(folder)).toMatch(/is not as it was saved/);
    await saveModel(folder, smallGan().generator);
    expect(await modelDamage(folder)).toBeNull();
  });

  it('for weights that are not numbers', async () => {
    const folder = await savedGenerator();
    const path = join(folder, 'weights.bin');
    const bytes = await readFile(path);
    bytes.writeFloatLE(Number.NaN, 400);
    await writeFile(path, bytes);
    await expect(loadGenerator(folder)).rejects.toMatchObject({ code: 'INVALID_MODEL' });
  });

  it('for a discriminator, and for a missing folder', async () => {
    const folder = join(temporaryFolder(), 'discriminator');
    await saveModel(folder, smallGan().discriminator);
    await expect(loadGenerator(folder)).rejects.toMatchObject({
      message: expect.stringMatching(/holds a discriminator/),
    });
    await mkdir(join(folder, 'empty'));
    await expect(loadGenerator(join(folder, 'empty'))).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('saving', () => {
  it('refuses weights that are not finite and keeps the file there was', async () => {
    const { generator } = smallGan();
    const folder = join(temporaryFolder(), 'generator');
    await saveModel(folder, generator);
    const before = await readFile(join(folder, 'weights.bin'));
    const [first] = variablesOf(generator);
    tf.tidy(() => first?.assign(tf.fill(first.shape, Number.POSITIVE_INFINITY)));
    await expect(saveModel(folder, generator)).rejects.toMatchObject({ code: 'DIVERGED' });
    expect(await readFile(join(folder, 'weights.bin'))).toEqual(before);
  });
});

describe('a generator that can be asked', () => {
  const condition = conditionOf(10, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);

  async function savedConditional() {
    const { generator } = smallGan({ labelCount: 10 });
    const folder = join(temporaryFolder(), 'generator');
    await saveModel(folder, generator, condition);
    return { folder, generator };
  }

  it('comes back with what it can be asked for', async () => {
    const { folder, generator } = await savedConditional();
    const loaded = await loadGenerator(folder);
    expect(loaded).toMatchObject({ condition, noiseDim: 10 });
    expect(loaded.architecture.inputShape).toEqual([22]);
    expect((await openNetwork(folder)).condition).toEqual(condition);
    const [saved, read] = [generator, loaded.network].map((network) =>
      variablesOf(network).map((variable) => [...variable.dataSync()]),
    );
    expect(read).toEqual(saved);
  });

  it('comes back with the allographs of its labels, as many numbers of its input', async () => {
    const counts = condition.labels.map((label) => [50 + label, 7, 0]);
    const known = conditionOf(10, condition.labels, counts);
    const { generator } = smallGan({ labelCount: 10, allographCount: 3 });
    const folder = join(temporaryFolder(), 'generator');
    await saveModel(folder, generator, known);
    const loaded = await loadGenerator(folder);
    expect(loaded.condition).toEqual(known);
    expect(loaded.architecture.inputShape).toEqual([52]);
    const without = counts.map((each, i) => (i === 4 ? [0, 0, 0] : each));
    await edit(folder, metadata({ allographs: without }));
    await expect(loadGenerator(folder)).rejects.toMatchObject({
      code: 'INVALID_MODEL',
      message: expect.stringContaining('not as many for each label, with an image in one of them'),
    });
  });

  it('is opened by tfjs alone: one input, and its metadata say what goes into it', async () => {
    const { folder, generator } = await savedConditional();
    const text = await readFile(join(folder, 'model.json'), 'utf8');
    const model: EditableModel & { userDefinedMetadata: Record<string, unknown> } =
      JSON.parse(text);
    const weights = new Uint8Array(await readFile(join(folder, 'weights.bin')));
    const plain = await tf.loadLayersModel(
      tf.io.fromMemory({
        modelTopology: model.modelTopology,
        weightSpecs: (model.weightsManifest[0]?.weights ?? []) as tf.io.WeightsManifestEntry[],
        weightData: weights.buffer,
        userDefinedMetadata: model.userDefinedMetadata,
      }),
    );
    expect(plain.inputs.map(({ shape }) => shape)).toEqual([[null, inputLength(condition)]]);
    expect(plain.getUserDefinedMetadata()).toEqual({ condition });
    const inputs = tf.randomNormal([2, 22], 0, 1, 'float32', 1);
    const drawn = plain.predict(inputs) as tf.Tensor;
    expect(relativeError(drawn, generator.predict(inputs) as tf.Tensor)).toBeLessThan(1e-5);
  });

  it('is told from one that draws what comes, and from any discriminator', async () => {
    expect((await openNetwork(await savedGenerator())).condition).toBeNull();
    const model: EditableModel = JSON.parse(
      await readFile(join(await savedGenerator(), 'model.json'), 'utf8'),
    );
    expect(model).not.toHaveProperty('userDefinedMetadata');
    const folder = join(temporaryFolder(), 'discriminator');
    await saveModel(folder, smallGan({ labelCount: 10 }).discriminator);
    expect((await openNetwork(folder)).condition).toBeNull();
  });

  const metadata = (change: object) => (model: EditableModel) =>
    Object.assign(model, { userDefinedMetadata: { condition: { ...condition, ...change } } });
  const hostile: [string, (model: EditableModel) => unknown, RegExp][] = [
    [
      'labels that are not in ascending order',
      metadata({ labels: [1, 0, 2, 3, 4, 5, 6, 7, 8, 9] }),
      /labels in its metadata are not in ascending order/,
    ],
    [
      'a label twice',
      metadata({ labels: [0, 1, 1, 3, 4, 5, 6, 7, 8, 9] }),
      /labels in its metadata are not in ascending order/,
    ],
    ['a hand of more than there is', metadata({ handDim: 11 }), /gives the hand 11 of 10 numbers/],
    [
      'another sum of its numbers',
      metadata({ noiseDim: 11 }),
      /takes 22 numbers, but its metadata speaks of 23/,
    ],
    [
      'too many labels for what it takes',
      metadata({ labels: [...Array(30).keys()] }),
      /fits neither/,
    ],
    [
      'allographs that are not as many for each label',
      metadata({ allographs: condition.labels.map((label) => (label === 3 ? [5] : [4, 1])) }),
      /fits neither|not as many for each label/,
    ],
    ['allographs that nobody writes', metadata({ allographs: [[]] }), /allographs/],
    ['half an image', metadata({ allographs: condition.labels.map(() => [0.5]) }), /allographs/],
    ['300 labels', metadata({ labels: [...Array(300).keys()] }), /labels/],
    ['no labels', metadata({ labels: [] }), /labels/],
    ['a label that is no byte', metadata({ labels: [0, 256] }), /labels/],
    ['half a label', metadata({ labels: [0.5] }), /labels/],
    ['a huge number', metadata({ noiseDim: 1e308 }), /noiseDim/],
    ['a negative hand', metadata({ handDim: -1 }), /handDim/],
    ['text for a number', metadata({ handDim: '8' }), /handDim/],
    ['more than it should say', metadata({ path: '/etc/passwd' }), /path/],
    [
      'no metadata of its own',
      (model) => Object.assign(model, { userDefinedMetadata: { condition: null } }),
      /condition/,
    ],
  ];
  for (const [what, change, message] of hostile) {
    it(`is refused for ${what}`, async () => {
      const { folder } = await savedConditional();
      await edit(folder, change);
      for (const open of [loadGenerator, openNetwork]) {
        await expect(open(folder)).rejects.toMatchObject({
          code: 'INVALID_MODEL',
          message: expect.stringMatching(message),
        });
      }
    });
  }

  it('is refused for a condition on a discriminator, or on a generator without labels', async () => {
    const folder = join(temporaryFolder(), 'discriminator');
    await saveModel(folder, smallGan({ labelCount: 10 }).discriminator);
    await edit(folder, metadata({}));
    await expect(openNetwork(folder)).rejects.toMatchObject({
      code: 'INVALID_MODEL',
      message: expect.stringContaining('only a generator can be asked for labels'),
    });
    const plain = await savedGenerator();
    await edit(plain, metadata({}));
    await expect(loadGenerator(plain)).rejects.toMatchObject({ code: 'INVALID_MODEL' });
  });

  it('may have other metadata beside', async () => {
    const { folder } = await savedConditional();
    await edit(folder, (model) =>
      Object.assign(model, { userDefinedMetadata: { condition, author: 'somebody' } }),
    );
    expect((await openNetwork(folder)).condition).toEqual(condition);
  });
});

it('weights that tfjs quantised are read as tfjs reads them, whatever stands beside them', async () => {
  const folder = await savedGenerator();
  const file = join(folder, 'weights.bin');
  const bytes = new Uint8Array(await readFile(file));
  const values = new Float32Array(bytes.buffer);
  const pieces: Uint8Array[] = [];
  let start = 0;
  await edit(folder, (model) => {
    for (const [i, weight] of (model.weightsManifest[0]?.weights ?? []).entries()) {
      const count = weight.shape.reduce((size, side) => size * side, 1);
      const own = values.subarray(start, start + count);
      start += count;
      const [min, max] = [Math.min(...own), Math.max(...own)];
      const dtype = (['float32', 'uint8', 'uint16'] as const)[i % 3] ?? 'float32';
      if (dtype === 'float32') {
        pieces.push(new Uint8Array(own.slice().buffer));
        continue;
      }
      const scale = (max - min) / (dtype === 'uint8' ? 255 : 65_535) || 1;
      const whole = [...own].map((value) => Math.round((value - min) / scale));
      const steps = dtype === 'uint8' ? Uint8Array.from(whole) : Uint16Array.from(whole);
      pieces.push(new Uint8Array(steps.buffer));
      Object.assign(weight, { quantization: { dtype, min, scale, original_dtype: 'float32' } });
    }
  });
  const weightData = Buffer.concat(pieces);
  await writeFile(file, weightData);
  const { network, noiseDim } = await loadGenerator(folder);
  const { modelTopology, weightsManifest } = JSON.parse(
    await readFile(join(folder, 'model.json'), 'utf8'),
  );
  const plain = await tf.loadLayersModel(
    tf.io.fromMemory({
      modelTopology,
      weightSpecs: weightsManifest[0].weights,
      weightData: Uint8Array.from(weightData).buffer,
    }),
  );
  const latent = tf.randomNormal([2, noiseDim], 0, 1, 'float32', 5);
  const drawn = network.predict(latent) as tf.Tensor;
  expect(relativeError(drawn, plain.predict(latent) as tf.Tensor)).toBeLessThan(1e-5);

  await writeFile(file, weightData.subarray(1));
  await expect(loadGenerator(folder)).rejects.toMatchObject({ code: 'INVALID_MODEL' });
});

describe('a discriminator', () => {
  async function saved(labelCount: number) {
    const folder = join(temporaryFolder(), 'discriminator');
    await saveModel(folder, smallGan({ labelCount }).discriminator);
    return folder;
  }
  /** Its last layer with so many outputs, the weights to match. */
  const withOutputs = (units: unknown) => (model: EditableModel) => {
    const last = model.modelTopology.config.layers.at(-1);
    Object.assign(last?.config ?? {}, { units });
    const weights = model.weightsManifest[0]?.weights ?? [];
    const [kernel, bias] = weights.slice(-2);
    Object.assign(kernel ?? {}, { shape: [kernel?.shape[0], units] });
    Object.assign(bias ?? {}, { shape: [units] });
  };

  it.each([0, 1, 3, 10, 256])('is known as one of %i labels by its outputs', async (labelCount) => {
    const { layers } = (await openNetwork(await saved(labelCount))).architecture;
    const units = labelCount === 0 ? 1 : 1 + labelCount + 2;
    expect(layers.at(-1)).toMatchObject({ type: 'Dense', units });
  });

  it.each([0, -1, 2, 3, 2.5, 16_644, 1e9, '13', null])(
    'is refused with %j outputs',
    async (units) => {
      const folder = await saved(10);
      await edit(folder, withOutputs(units));
      await expect(openNetwork(folder)).rejects.toMatchObject({ code: 'INVALID_MODEL' });
    },
  );
});

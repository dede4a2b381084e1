import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { startBackend } from '../../../src-main/engine/backend/start-backend.js';
import {
  loadGenerator,
  readModelArchitecture,
  saveModel,
} from '../../../src-main/engine/models/model-folder.js';
import { variablesOf } from '../../../src-main/engine/networks/build-network.js';
import { smallGan } from '../../helpers/networks.js';
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
      (m) => Object.assign(m.modelTopology, { class_name: 'Model' }),
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
    await expect(readModelArchitecture(folder)).rejects.toMatchObject({
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

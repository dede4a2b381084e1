import { readFileSync } from 'node:fs';
import { cp, mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs';
import { strToU8, zipSync } from 'fflate';
import { beforeAll, describe, expect, it } from 'vitest';
import { startBackend } from '../../../src-main/engine/backend/start-backend.js';
import { openNetwork } from '../../../src-main/engine/models/model-folder.js';
import { assignWeights } from '../../../src-main/engine/models/weight-files.js';
import { buildNetwork, variablesOf } from '../../../src-main/engine/networks/build-network.js';
import {
  kerasArchive,
  kerasFixture,
  type OtherWeights,
  rewritten,
  type SavedModel,
} from '../../helpers/keras-archive.js';
import { temporaryFolder } from '../../helpers/temporary-folder.js';

beforeAll(async () => {
  await startBackend();
});

/** What Keras made of some inputs. */
const drawn = (name: string): { inputs: number[]; outputs: number[] } =>
  JSON.parse(readFileSync(kerasFixture(`${name}.json`), 'utf8'));

describe('a network computes what it did in Keras', () => {
  it.each([
    ['keras-3/generator', '.keras'],
    ['keras-3/discriminator', '.keras'],
    ['keras-2', '.h5'],
    ['tfjs', ''],
  ])('%s%s', async (name, ending) => {
    const { architecture, values } = await openNetwork(kerasFixture(`${name}${ending}`));
    const network = buildNetwork(architecture, {});
    assignWeights(variablesOf(network), await values());
    const { inputs, outputs } = drawn(name);
    const found = tf.tidy(() => {
      const x = tf.tensor(inputs, [2, ...architecture.inputShape]);
      return [...(network.predict(x) as tf.Tensor).dataSync()];
    });
    network.dispose();
    expect(found).toHaveLength(outputs.length);
    const differences = found.map((value, i) => Math.abs(value - (outputs[i] ?? 0)));
    expect(Math.max(...differences)).toBeLessThan(1e-5);
  });
});

const archive = kerasArchive();

async function written(bytes: Uint8Array, name = 'generator.keras'): Promise<string> {
  const path = join(temporaryFolder(), name);
  await writeFile(path, bytes);
  return path;
}

/** Refused as what it is, at once, and without more memory than its own size accounts for. */
async function refused(path: string, message: RegExp): Promise<void> {
  const before = process.memoryUsage().rss;
  await expect(openNetwork(path)).rejects.toMatchObject({
    code: 'INVALID_MODEL',
    message: expect.stringMatching(message),
  });
  expect(process.memoryUsage().rss - before).toBeLessThan(300e6);
}

const described = (change: (model: SavedModel) => unknown): Uint8Array => {
  const model = archive.config();
  change(model);
  return archive.packed({ 'config.json': strToU8(JSON.stringify(model)) });
};

/** A layer of the description; the first is the input's own. */
function layer({ config }: SavedModel, place: number) {
  const found = config.layers[place];
  if (!found) throw new Error('no such layer');
  return found;
}

const withWeights = async (others: OtherWeights): Promise<Uint8Array> =>
  archive.packed({ 'model.weights.h5': await rewritten(archive.weights, others) });

function edited(bytes: Uint8Array, edit: (view: DataView) => void): Uint8Array {
  edit(new DataView(bytes.buffer, bytes.byteOffset, bytes.length));
  return bytes;
}

/** Each entry of the archive's directory, by its place. */
const entriesEdited = (edit: (view: DataView, entry: number) => void): Uint8Array =>
  edited(archive.packed(), (view) => {
    let at = view.getUint32(view.byteLength - 6, true);
    while (view.getUint32(at, true) === 0x02014b50) {
      edit(view, at);
      at += 46 + view.getUint16(at + 28, true);
    }
  });

describe('an archive that is no such network is refused', () => {
  const descriptions: [string, (model: SavedModel) => unknown, RegExp][] = [
    [
      'a Lambda',
      (m) => Object.assign(layer(m, 3), { class_name: 'Lambda', config: { function: 'gAAA' } }),
      /layer 4 is a Lambda, a function of Python, and nothing in a model is run/,
    ],
    [
      "a class of somebody's own",
      (m) => Object.assign(layer(m, 3), { registered_name: 'evil>Layer' }),
      /layer 4 is "evil>Layer", a class of somebody's own/,
    ],
    [
      'a class of another module',
      (m) => Object.assign(layer(m, 3), { module: 'os', class_name: 'system' }),
      /layer 4 is "os\.system"/,
    ],
    [
      'a network that is itself a class of another module',
      (m) => Object.assign(m, { module: 'os' }),
      /it is "os\.Sequential", a class of somebody's own/,
    ],
    [
      'an activation that is a function',
      (m) => Object.assign(layer(m, 1).config, { activation: { class_name: 'function' } }),
      /layer 1 \(Dense\) has activation \{"class_name":"function"\}, not "linear"/,
    ],
    [
      'another layer',
      (m) => Object.assign(layer(m, 3), { class_name: 'ReLU' }),
      /layer 3 is ReLU, not LeakyReLU/,
    ],
    [
      'another slope',
      (m) => Object.assign(layer(m, 3).config, { negative_slope: 0.2 }),
      /layer 3 \(LeakyReLU\) has negative_slope 0\.2, not 0\.3/,
    ],
    [
      'another epsilon',
      (m) => Object.assign(layer(m, 2).config, { epsilon: 1e-5 }),
      /layer 2 \(BatchNormalization\) has epsilon 0\.00001, not 0\.001/,
    ],
    [
      'channels first',
      (m) => Object.assign(layer(m, 5).config, { data_format: 'channels_first' }),
      /layer 5 \(Conv2DTranspose\) has data_format "channels_first"/,
    ],
    [
      'a layer too many',
      (m) => m.config.layers.push(layer(m, 2)),
      /it has 15 layers, a generator 14/,
    ],
    [
      'a hundred thousand layers',
      (m) => m.config.layers.push(...Array.from({ length: 100_000 }, () => layer(m, 2))),
      /config\.json in it is .* long/,
    ],
    [
      'a giant first layer',
      (m) => Object.assign(layer(m, 1).config, { units: 50_176_000 }),
      /its first layer fits neither/,
    ],
    [
      'a giant latent vector',
      (m) => Object.assign(layer(m, 0).config, { batch_shape: [null, 1e9] }),
      /its first layer fits neither/,
    ],
    ['two inputs', (m) => m.config.layers.splice(3, 0, layer(m, 0)), /it has more inputs than one/],
    [
      'weights of a wider network',
      (m) => {
        Object.assign(layer(m, 1).config, { units: 1568 });
        Object.assign(layer(m, 4).config, { target_shape: [7, 7, 32] });
        for (const [place, filters] of [5, 8, 11].entries()) {
          Object.assign(layer(m, filters).config, { filters: 16 / 2 ** place });
        }
      },
      /have the shape 4 × 784, but their layer needs 4 × 1568/,
    ],
    [
      'layers of other names than its weights',
      (m) => Object.assign(m.config, { layers: m.config.layers.slice(0, 1) }),
      /first layer fits neither/,
    ],
  ];
  it.each(descriptions)('for %s', async (_, change, message) => {
    await refused(await written(described(change)), message);
  });

  const dense = 'layers/dense/vars/0';
  const hdf5: [string, OtherWeights, RegExp][] = [
    ['missing weights', { [dense]: () => {} }, /holds 0 weights, but its layer has 1/],
    [
      'weights of another shape',
      { [dense]: ({ path, file, values }) => file.create_dataset({ name: path, data: values }) },
      /layers\/dense\/vars\/0 have the shape 3136, but their layer needs 4 × 784/,
    ],
    [
      'weights in float64',
      {
        [dense]: ({ path, file, values }) =>
          file.create_dataset({ name: path, data: Float64Array.from(values), shape: [4, 784] }),
      },
      /layers\/dense\/vars\/0 are not float32/,
    ],
    [
      'weights that are not numbers',
      {
        [dense]: ({ path, file, values }) =>
          file.create_dataset({ name: path, data: values.fill(Number.NaN), shape: [4, 784] }),
      },
      /infinite or not a number/,
    ],
    [
      'a negative variance',
      {
        'layers/batch_normalization/vars/3': ({ path, file, values }) =>
          file.create_dataset({ name: path, data: values.fill(-1), shape: [784] }),
      },
      /negative variance/,
    ],
    [
      'a soft link',
      { [dense]: ({ path, file }) => file.create_soft_link('/layers/dense_1/vars/0', path) },
      /layers\/dense\/vars\/0 in it is a link to \/layers\/dense_1\/vars\/0, and no link is followed/,
    ],
    [
      'a link into another file',
      { [dense]: ({ path, file }) => file.create_external_link('/etc/passwd', '/x', path) },
      /layers\/dense\/vars\/0 in it is a link to \/etc\/passwd/,
    ],
    [
      'a group in the place of weights',
      { [dense]: ({ path, file }) => file.create_group(path) },
      /it has no weights \/layers\/dense\/vars\/0/,
    ],
    [
      'a text in the place of weights',
      { [dense]: ({ path, file }) => file.create_dataset({ name: path, data: 'evil' }) },
      /are not float32/,
    ],
  ];
  it.each(hdf5)('for %s', async (_, others, message) => {
    await refused(await written(await withWeights(others)), message);
  });

  const zips: [string, () => Uint8Array, RegExp][] = [
    ['no zip file', () => strToU8('a text that somebody calls .keras'), /neither a zip file/],
    ['nothing', () => new Uint8Array(), /neither a zip file/],
    ['its first half', () => archive.packed().slice(0, 40_000), /only the beginning of one/],
    [
      'no description',
      () => zipSync({ 'model.weights.h5': archive.weights }),
      /it holds no config\.json, as a model saved by Keras does/,
    ],
    [
      'a description that is not JSON',
      () => archive.packed({ 'config.json': strToU8('{"class_name": ') }),
      /not JSON/,
    ],
    [
      'a description that is 5,000 deep',
      () => archive.packed({ 'config.json': strToU8('['.repeat(5_000)) }),
      /more than 64 deep/,
    ],
    [
      'a name that leads out of a folder',
      () => archive.packed({ '../../evil.sh': strToU8('rm') }),
      /it holds "\.\.\/\.\.\/evil\.sh", which no model needs/,
    ],
    [
      'code beside it',
      () => archive.packed({ 'weights.pkl': strToU8('cos') }),
      /it holds "weights\.pkl"/,
    ],
    [
      'a bomb of zeros',
      () => archive.packed({ 'model.weights.h5': new Uint8Array(2e6) }, 9),
      /model\.weights\.h5 in it is .* long; its network needs/,
    ],
    [
      'far more weights than its network has',
      () => archive.packed({ 'model.weights.h5': new Uint8Array(3e6) }),
      /model\.weights\.h5 in it is .* long; its network needs .* at most/,
    ],
    [
      'weights that are no HDF5',
      () => archive.packed({ 'model.weights.h5': strToU8('PK and some more') }),
      /its HDF5 is damaged/,
    ],
    [
      'half of its weights',
      () => archive.packed({ 'model.weights.h5': archive.weights.slice(0, 50_000) }),
      /its HDF5 is damaged/,
    ],
    [
      'a password',
      () =>
        entriesEdited((view, entry) =>
          view.setUint16(entry + 8, view.getUint16(entry + 8, true) | 1, true),
        ),
      /it is encrypted/,
    ],
    [
      'the same name twice',
      () =>
        edited(archive.packed({ 'config.jsom': strToU8('{}') }), (view) => {
          const bytes = new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
          for (let at = bytes.length - 11; at > 0; at--) {
            const isIt = 'config.jsom'.split('').every((c, i) => bytes[at + i] === c.charCodeAt(0));
            if (isIt) bytes[at + 10] = 'n'.charCodeAt(0);
          }
        }),
      /it holds config\.json twice/,
    ],
    [
      'a byte that has changed',
      () =>
        edited(archive.packed(), (view) => {
          view.setUint8(60_000, view.getUint8(60_000) ^ 1);
        }),
      /model\.weights\.h5 in it is damaged/,
    ],
    [
      'a way of packing that is not read',
      () => entriesEdited((view, entry) => view.setUint16(entry + 10, 99, true)),
      /in a way that is not read|class_name|damaged/,
    ],
    [
      'a directory of 60,000 entries',
      () => edited(archive.packed(), (view) => view.setUint16(view.byteLength - 12, 60_000, true)),
      /its directory has 60000 entries/,
    ],
  ];
  it.each(zips)('for %s', async (_, make, message) => {
    await refused(await written(make()), message);
  });

  it('for an .h5 file without a model, or with a part of one', async () => {
    await refused(await written(archive.weights, 'a.h5'), /it holds weights alone/);
    const whole = readFileSync(kerasFixture('keras-2.h5'));
    await refused(await written(whole.subarray(0, 60_000), 'b.h5'), /its HDF5 is damaged/);
  });

  it('for parts of weights in another folder, missing, or too long', async () => {
    const folder = join(temporaryFolder(), 'model');
    await cp(kerasFixture('tfjs'), folder, { recursive: true });
    const last = join(folder, 'group1-shard2of2.bin');
    await writeFile(last, Buffer.concat([readFileSync(last), Buffer.alloc(4)]));
    await expect((await openNetwork(folder)).values()).rejects.toMatchObject({
      code: 'INVALID_MODEL',
      message: expect.stringMatching(/and the files before it hold 42316 bytes/),
    });
    const text = readFileSync(join(folder, 'model.json'), 'utf8');
    await writeFile(
      join(folder, 'model.json'),
      text.replace('group1-shard2of2.bin', '../../passwd'),
    );
    await refused(folder, /"paths"/);
  });

  it('for a link that leads out of its folder', async () => {
    const folder = join(temporaryFolder(), 'linked');
    await mkdir(folder);
    await symlink(kerasFixture('keras-3/generator.keras'), join(folder, 'generator.keras'));
    const { findModel } = await import('../../../src-main/service/run-registry.js');
    await expect(findModel(folder)).rejects.toMatchObject({
      code: 'INVALID_MODEL',
      message: expect.stringMatching(/it is a link that leads out of/),
    });
  });
});

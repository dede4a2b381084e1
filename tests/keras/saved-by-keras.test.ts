import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { startBackend } from '../../src-main/engine/backend/start-backend.js';
import { openNetwork } from '../../src-main/engine/models/model-folder.js';
import { assignWeights } from '../../src-main/engine/models/weight-files.js';
import { buildNetwork, variablesOf } from '../../src-main/engine/networks/build-network.js';
import { weightsOf } from '../../src-shared/networks/layer-table.js';
import { sharedFolder } from '../helpers/temporary-folder.js';
import { kerasPython } from './keras-python.js';

const folder = sharedFolder();
let python = '';

beforeAll(async () => {
  python = await kerasPython();
  await startBackend();
});

const script = (name: string): string => new URL(name, import.meta.url).pathname;

/** Has Keras save networks: see make-models.py for their descriptions. */
function saved(specs: readonly string[], { legacy }: { legacy: boolean }): void {
  const env = { ...process.env, TF_CPP_MIN_LOG_LEVEL: '3' };
  execFileSync(python, [script('make-models.py'), folder, ...specs], {
    env: legacy ? { ...env, TF_USE_LEGACY_KERAS: '1' } : env,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
}

async function difference(name: string, ending: string) {
  const { architecture, values } = await openNetwork(join(folder, `${name}${ending}`));
  const facts = JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8'));
  const found = await values();
  expect(found.reduce((sum, { length }) => sum + length, 0)).toBe(facts.parameters);
  expect(found).toHaveLength(weightsOf(architecture).length);
  const network = buildNetwork(architecture, {});
  assignWeights(variablesOf(network), found);
  const outputs = tf.tidy(() => {
    const x = tf.tensor(facts.inputs, [2, ...architecture.inputShape]);
    return [...(network.predict(x) as tf.Tensor).dataSync()];
  });
  network.dispose();
  return Math.max(...outputs.map((value, i) => Math.abs(value - facts.outputs[i])));
}

/** name:width:latent vector:strides:kind:way:format */
const ofKeras3 = [
  'plain:0.125:100:usual:generator:sequential:keras',
  'late:0.125:200:late:generator:sequential:keras',
  'functional:0.125:100:usual:generator:functional:keras',
  'named:0.015625:16:usual:generator:named:keras',
  'called:0.015625:16:usual:generator:called:keras',
  'compiled:0.125:100:usual:generator:sequential:compiled',
  'legacy:0.125:100:usual:generator:sequential:h5',
  'later-table:1:200:late:generator:sequential:keras',
  'discriminator:0.125:0:usual:discriminator:sequential:keras',
];
const ofKeras2 = [
  'h5:0.125:100:usual:generator:sequential:h5',
  'h5-functional:0.125:100:usual:generator:functional:h5',
  'h5-discriminator:0.125:0:usual:discriminator:sequential:h5',
  'archive-2:0.125:100:usual:generator:sequential:keras',
  'converted:0.125:100:usual:generator:sequential:tfjs',
  'converted-functional:0.015625:100:usual:generator:functional:tfjs',
];

const endingOf = (spec: string): string => {
  const form = spec.split(':').at(-1) ?? '';
  return form === 'tfjs' ? '' : `.${form === 'compiled' ? 'keras' : form}`;
};

describe.each([
  ['Keras 3', ofKeras3, false],
  ['Keras 2', ofKeras2, true],
] as const)('what %s saved computes the same here', (_, specs, legacy) => {
  beforeAll(() => saved(specs, { legacy }));
  it.each(specs)('%s', async (spec) => {
    expect(await difference(spec.split(':')[0] ?? '', endingOf(spec))).toBeLessThan(1e-5);
  });
});

describe('data that an HDF5 file says lies elsewhere is refused', () => {
  it.each([
    ['virtual', /lie in other files, and none is opened/],
    ['external', /its HDF5 is damaged/],
    ['lzf', /are packed by lzf; only gzip is read/],
    ['chunks', /lie in parts of 200000000 values/],
  ])('%s', async (kind, message) => {
    const path = join(folder, `${kind}.keras`);
    const fixture = script('fixtures/keras-3/generator.keras');
    execFileSync(python, [script('hide-weights.py'), fixture, path, kind]);
    await expect(openNetwork(path)).rejects.toMatchObject({
      code: 'INVALID_MODEL',
      message: expect.stringMatching(message),
    });
  });
});

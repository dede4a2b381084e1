import { execFileSync } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { startBackend } from '../../src-main/engine/backend/start-backend.js';
import { exportNetwork } from '../../src-main/engine/models/export-network.js';
import { loadGenerator, saveModel } from '../../src-main/engine/models/model-folder.js';
import { variablesOf } from '../../src-main/engine/networks/build-network.js';
import { presets } from '../../src-shared/config/presets.js';
import { conditionOf, digitLabels } from '../../src-shared/networks/condition.js';
import { pythonFor } from '../bench/python-environment.mjs';
import { smallGan } from '../helpers/networks.js';
import { sharedFolder } from '../helpers/temporary-folder.js';

const folder = sharedFolder();
const count = 4;

const origin = {
  run: 'evening',
  preset: 'compact',
  epoch: 3,
  step: 24,
  savedAt: '2026-11-28T17:24:25.739Z',
  batchNormMomentum: 0.9,
  dropout: 0.3,
} as const;

/** Weights as after a training: batch normalisations have statistics and parameters of their own. */
function disturb(network: tf.Sequential): void {
  for (const [i, variable] of variablesOf(network).entries()) {
    if (variable.rank > 1) continue;
    tf.tidy(() => variable.assign(tf.randomUniform(variable.shape, 0.5, 1.5, 'float32', i + 1)));
  }
}

/** Writes a network's exports, some inputs and what the network itself makes of them. */
async function writeCase(
  name: string,
  { network, source }: { network: tf.Sequential; source: string },
): Promise<void> {
  const place = join(folder, name);
  await mkdir(place);
  const kind = network.name === 'discriminator' ? 'discriminator' : 'generator';
  const shape = [count, ...(network.inputs[0]?.shape.slice(1) ?? [])].map(Number);
  const input =
    kind === 'generator'
      ? tf.randomNormal(shape, 0, 1, 'float32', 5)
      : tf.randomUniform(shape, -1, 1, 'float32', 5);
  const output = network.predict(input);
  if (Array.isArray(output)) throw new Error('more outputs than one');
  for (const [file, tensor] of Object.entries({ input, output })) {
    await writeFile(join(place, `${file}.bin`), tensor.dataSync<'float32'>());
  }
  const facts = { network: kind, inputShape: shape, outputShape: output.shape };
  await writeFile(join(place, 'case.json'), JSON.stringify(facts));
  for (const format of ['keras', 'onnx'] as const) {
    const began = performance.now();
    const files = await exportNetwork({ folder: source, network: kind, format, origin });
    const seconds = ((performance.now() - began) / 1000).toFixed(2);
    for (const { name: file, bytes } of files) {
      await writeFile(join(place, file), bytes);
      console.log(`${name} ${file}: ${bytes.length} bytes, ${seconds} s`);
    }
  }
}

async function writePreset(preset: keyof typeof presets, labelCount: number): Promise<void> {
  const { width } = presets[preset];
  const gan = smallGan({ width, noiseDim: 100, labelCount });
  const kind = labelCount === 0 ? 'gan' : 'conditional';
  const condition = labelCount === 0 ? null : conditionOf(100, digitLabels);
  for (const network of [gan.generator, gan.discriminator]) {
    disturb(network);
    const source = join(sources, `${preset}-${kind}-${network.name}`);
    await saveModel(source, network, network === gan.generator ? condition : null);
    await writeCase(`${preset}-${kind}-${network.name}`, { network, source });
    network.dispose();
  }
}

const sources = sharedFolder();

beforeAll(async () => {
  await startBackend();
  for (const preset of ['tiny', 'compact', 'balanced', 'classic'] as const) {
    for (const labelCount of [0, 10]) await writePreset(preset, labelCount);
  }
  const shipped = fileURLToPath(new URL('../../resources/model/generator', import.meta.url));
  const { network } = await loadGenerator(shipped);
  await writeCase('shipped', { network, source: shipped });
});

describe('exported networks, in the real Keras and onnxruntime', () => {
  it('give what they give here, of every preset, kind and network', async () => {
    const { python, failure } = await pythonFor('keras-models', {
      say: (text: string) => console.error(text),
      signal: AbortSignal.timeout(10 * 60_000),
    });
    expect(failure).toBe('');
    const script = fileURLToPath(new URL('check-exports.py', import.meta.url));
    const said = execFileSync(python, [script, folder], {
      encoding: 'utf8',
      env: { ...process.env, KERAS_BACKEND: 'jax' },
    });
    const rows = said.trimEnd().split('\n').map(parseRow);
    expect(rows).toHaveLength(17);
    for (const row of rows) {
      console.log(row.name, row.keras, row.onnx, row.onnxAlone);
      expect(row, row.name).toMatchObject({ metadata: { run: 'evening', epoch: '3' } });
      expect(Math.max(row.keras, row.onnx, row.onnxAlone), row.name).toBeLessThan(1e-5);
    }
    const generator = rows.find(({ name }) => name === 'classic-conditional-generator');
    expect(generator?.momentum).toEqual([0.9, 0.9, 0.9, 0.9]);
    expect(generator?.metadata).toMatchObject({ kind: 'conditional', labels: digitLabels.join() });
    const discriminator = rows.find(({ name }) => name === 'classic-gan-discriminator');
    expect(discriminator?.rates).toEqual([0.3, 0.3, 0.3]);
  });
});

interface Row {
  readonly name: string;
  readonly keras: number;
  readonly onnx: number;
  readonly onnxAlone: number;
  readonly momentum: readonly number[];
  readonly rates: readonly number[];
  readonly metadata: Readonly<Record<string, string>>;
}

const parseRow = (line: string): Row => JSON.parse(line);

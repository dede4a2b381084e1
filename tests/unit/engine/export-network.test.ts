import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs';
import { unzipSync } from 'fflate';
import { PbfReader } from 'pbf';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { startBackend } from '../../../src-main/engine/backend/start-backend.js';
import { exportNetwork } from '../../../src-main/engine/models/export-network.js';
import {
  loadGenerator,
  openNetwork,
  saveModel,
} from '../../../src-main/engine/models/model-folder.js';
import { permute } from '../../../src-main/engine/models/onnx/permute.js';
import type { RunFile } from '../../../src-shared/contract/run-views.js';
import { conditionOf, digitLabels } from '../../../src-shared/networks/condition.js';
import { relativeError, smallGan } from '../../helpers/networks.js';
import { sharedFolder, temporaryFolder } from '../../helpers/temporary-folder.js';

const condition = conditionOf(10, digitLabels);
const origin = {
  run: 'evening',
  preset: 'tiny',
  epoch: 3,
  step: 24,
  savedAt: '2026-11-28T17:24:25.739Z',
  batchNormMomentum: 0.9,
  dropout: 0.25,
} as const;

const folder = sharedFolder();
const generator = join(folder, 'generator');
const discriminator = join(folder, 'discriminator');
beforeAll(async () => {
  await startBackend();
  const gan = smallGan({ labelCount: 10 });
  await saveModel(generator, gan.generator, condition);
  await saveModel(discriminator, gan.discriminator);
});

const exported = (format: 'keras' | 'onnx' | 'tfjs', network: 'generator' | 'discriminator') =>
  exportNetwork({ folder: join(folder, network), network, format, origin });

const hashes = (files: readonly RunFile[]) =>
  files.map(({ bytes }) => createHash('sha256').update(bytes).digest('hex'));

/** The only file. */
function single(files: readonly RunFile[]): RunFile {
  const [file, ...others] = files;
  if (file === undefined || others.length > 0) throw new Error(`${files.length} files`);
  return file;
}

describe.each(['keras', 'onnx', 'tfjs'] as const)('%s', (format) => {
  it('is the same bytes at another time', async () => {
    const first = hashes(await exported(format, 'generator'));
    vi.useFakeTimers({ now: new Date('2031-05-06T07:08:09Z'), toFake: ['Date'] });
    try {
      expect(hashes(await exported(format, 'generator'))).toEqual(first);
      expect(Date.now()).toBe(Date.parse('2031-05-06T07:08:09Z'));
    } finally {
      vi.useRealTimers();
    }
  });
});

describe('a Keras file', () => {
  it.each(['generator', 'discriminator'] as const)(
    'is the %s again when it is opened here',
    async (network) => {
      const { name, bytes } = single(await exported('keras', network));
      expect(name).toBe(`${network}.keras`);
      const path = join(temporaryFolder(), name);
      await writeFile(path, bytes);
      const [before, after] = [await openNetwork(join(folder, network)), await openNetwork(path)];
      expect(after.architecture).toEqual(before.architecture);
      expect(after.condition).toEqual(before.condition);
      expect(await after.values()).toEqual(await before.values());
    },
  );

  it('says what a training chose, when it was saved and what its input is', async () => {
    const files = unzipSync(single(await exported('keras', 'discriminator')).bytes);
    expect(Object.keys(files)).toEqual(['metadata.json', 'config.json', 'model.weights.h5']);
    const { layers } = json(files['config.json']).config;
    expect(layers.find((layer) => layer.class_name === 'Dropout')?.config.rate).toBe(0.25);
    const archive = unzipSync(single(await exported('keras', 'generator')).bytes);
    expect(json(archive['metadata.json'])).toMatchObject({
      date_saved: '2026-11-28@17:24:25',
      run: 'evening',
      input: expect.stringMatching(/^Requests \[n, 22\]: 10 standard normal numbers/),
      userDefinedMetadata: { condition },
    });
    const settings = json(archive['config.json']).config.layers[2];
    expect(settings?.config).toMatchObject({ momentum: 0.9, epsilon: 1e-3 });
  });
});

interface KerasConfig {
  readonly config: {
    readonly layers: readonly { class_name: string; config: Record<string, unknown> }[];
  };
}

const json = (bytes: Uint8Array | undefined): KerasConfig =>
  JSON.parse(new TextDecoder().decode(bytes));

describe('an ONNX file', () => {
  it('is one chain from the latent vectors to the images, with a transposition at each end', async () => {
    const { nodes, metadata, opset, initializers } = readOnnx(
      single(await exported('onnx', 'generator')).bytes,
    );
    expect(opset).toBe(17);
    const up = ['ConvTranspose', 'BatchNormalization', 'LeakyRelu'];
    expect(nodes.map(({ op }) => op)).toEqual([
      ...['Gemm', 'BatchNormalization', 'LeakyRelu', 'Reshape', 'Transpose'],
      ...up,
      ...up,
      ...up,
      ...['ConvTranspose', 'Tanh', 'Transpose'],
    ]);
    const values = [nodes[0]?.inputs[0], ...nodes.map(({ output }) => output)];
    expect(nodes.map(({ inputs }) => inputs[0])).toEqual(values.slice(0, -1));
    expect([values[0], values.at(-1)]).toEqual(['latent', 'images']);
    // Three pixels are missing around an image that is enlarged twofold, four around the others.
    expect(nodes.flatMap(({ pads }) => (pads.length > 0 ? [pads.join()] : []))).toEqual([
      '1,1,2,2',
      '1,1,2,2',
      '2,2,2,2',
      '2,2,2,2',
    ]);
    expect(nodes.flatMap(({ inputs }) => inputs.slice(1))).toEqual(initializers);
    expect(metadata).toMatchObject({
      kind: 'conditional',
      run: 'evening',
      epoch: '3',
      labels: '0,1,2,3,4,5,6,7,8,9',
      label_value: '3',
    });
  });

  it('leaves out the dropout of a discriminator, which only a training asks for', async () => {
    const { nodes } = readOnnx(single(await exported('onnx', 'discriminator')).bytes);
    const down = ['Conv', 'LeakyRelu'];
    expect(nodes.map(({ op }) => op)).toEqual([
      'Transpose',
      ...[...down, ...down, ...down],
      ...['Transpose', 'Reshape', 'Gemm'],
    ]);
  });

  it('has its kernels in the order of ONNX', () => {
    const values = Float32Array.from({ length: 24 }, (_, i) => i);
    const shape = [2, 3, 1, 4];
    const expected = tf.tidy(() => tf.tensor4d(values, [2, 3, 1, 4]).transpose([3, 2, 0, 1]));
    expect(permute(values, { shape, order: [3, 2, 0, 1] })).toEqual({
      shape: expected.shape,
      values: expected.dataSync(),
    });
  });
});

interface OnnxNode {
  op: string;
  inputs: string[];
  output: string;
  pads: number[];
}

interface OnnxFile {
  nodes: OnnxNode[];
  /** Their names. */
  initializers: string[];
  metadata: Record<string, string>;
  opset: number;
}

/** By the field numbers of onnx.proto. */
const readOnnx = (bytes: Uint8Array): OnnxFile =>
  new PbfReader(bytes).readFields<OnnxFile>(
    (field, file, pbf) => {
      if (field === 7) pbf.readMessage(readGraph, file);
      else if (field === 8) pbf.readMessage(readOpset, file);
      else if (field === 14) {
        const [key, value] = pbf.readMessage<string[]>(readTexts, []);
        file.metadata[key ?? ''] = value ?? '';
      }
    },
    { nodes: [], initializers: [], metadata: {}, opset: 0 },
  );

function readOpset(field: number, file: OnnxFile, pbf: PbfReader): void {
  if (field === 2) file.opset = pbf.readVarint();
}

function readTexts(_: number, texts: string[], pbf: PbfReader): void {
  texts.push(pbf.readString());
}

function readGraph(field: number, file: OnnxFile, pbf: PbfReader): void {
  if (field === 1) {
    file.nodes.push(pbf.readMessage(readNode, { op: '', inputs: [], output: '', pads: [] }));
  } else if (field === 5) pbf.readMessage(readTensor, file);
}

function readTensor(field: number, file: OnnxFile, pbf: PbfReader): void {
  if (field === 8) file.initializers.push(pbf.readString());
}

function readNode(field: number, node: OnnxNode, pbf: PbfReader): void {
  if (field === 1) node.inputs.push(pbf.readString());
  else if (field === 2) node.output = pbf.readString();
  else if (field === 4) node.op = pbf.readString();
  else if (field === 5) {
    const { name, ints } = pbf.readMessage(readAttribute, { name: '', ints: [] });
    if (name === 'pads') node.pads = ints;
  }
}

function readAttribute(
  field: number,
  attribute: { name: string; ints: number[] },
  pbf: PbfReader,
): void {
  if (field === 1) attribute.name = pbf.readString();
  else if (field === 8) attribute.ints.push(pbf.readVarint());
}

describe('a TensorFlow.js model', () => {
  it('draws the same in plain TensorFlow.js and here', async () => {
    const files = await exported('tfjs', 'generator');
    const place = temporaryFolder();
    for (const { name, bytes } of files) await writeFile(join(place, name), bytes);
    const latent = tf.randomNormal([3, 22], 0, 1, 'float32', 5);
    const { network } = await loadGenerator(generator);
    const expected = network.predict(latent);
    const { network: ours, condition: known } = await loadGenerator(place);
    const plain = await tf.loadLayersModel(tf.io.fromMemory(artifacts(files)));
    if (Array.isArray(expected)) throw new Error('more outputs than one');
    for (const each of [ours, plain]) {
      const drawn = each.predict(latent);
      expect(
        relativeError(Array.isArray(drawn) ? expected.zerosLike() : drawn, expected),
      ).toBeLessThan(1e-5);
    }
    expect(known).toEqual(condition);
    expect(plain.getUserDefinedMetadata()).toEqual({ condition });
  });
});

/** The files as tfjs's own loaders put them together. */
function artifacts([model, weights]: readonly RunFile[]): tf.io.ModelArtifacts {
  const parsed = JSON.parse(new TextDecoder().decode(model?.bytes));
  return {
    modelTopology: parsed.modelTopology,
    weightSpecs: parsed.weightsManifest[0].weights,
    weightData: Uint8Array.from(weights?.bytes ?? []).buffer,
    userDefinedMetadata: parsed.userDefinedMetadata,
  };
}

it('another network than the folder holds is refused', async () => {
  const asked = { folder: discriminator, network: 'generator', format: 'onnx', origin } as const;
  await expect(exportNetwork(asked)).rejects.toMatchObject({
    code: 'INVALID_MODEL',
    message: `${discriminator} holds a discriminator, not a generator.`,
  });
});

import { join } from 'node:path';
import type * as tf from '@tensorflow/tfjs';
import { AppError } from '../../../src-shared/contract/errors.js';
import type {
  Architecture,
  ClassifierName,
  GanNetwork,
} from '../../../src-shared/networks/architecture.js';
import type { Condition } from '../../../src-shared/networks/condition.js';
import { type WeightInfo, weightsOf } from '../../../src-shared/networks/layer-table.js';
import { writeDraft, writeJsonDurably } from '../../files/durable-files.js';
import { isFile } from '../../files/exists.js';
import { makeSubfolder } from '../../files/folders.js';
import { foreignSha256, readForeignText } from '../../files/foreign-file.js';
import { mostDescriptionBytes } from '../../files/said-condition.js';
import { buildNetwork, variablesOf } from '../networks/build-network.js';
import { readKerasFile } from './keras/keras-file.js';
import { modelFile, modelJson, weightsFile } from './model-json.js';
import { checkTopology, readTopology } from './topology.js';
import {
  allFinite,
  assignWeights,
  finiteBytes,
  readShards,
  type StoredWeight,
  valuesOf,
  weightBytes,
} from './weight-files.js';
import type { WeightFile } from './weights-manifest.js';

/**
 * Saves a network into a folder that is there or is made in one that is: a tfjs layers model, `model.json` and
 * `weights.bin`, with stock layer names only, which plain `tf.loadLayersModel` opens. The topology of a run never
 * changes, so replacing the weights replaces the model in one step; model.json names the SHA-256 of the
 * weights before and after, so that it fits to both whenever the process ends.
 *
 * @param condition of a generator that knows labels
 */
export async function saveModel(
  folder: string,
  network: tf.Sequential,
  condition: Condition | null = null,
): Promise<void> {
  await makeSubfolder(folder);
  const path = join(folder, weightsFile);
  const variables = variablesOf(network);
  const bounds = { ...boundsOf(path), maxBytes: weightBytes(variables), within: folder };
  const before = await foreignSha256(path, bounds).catch(() => null);
  const draft = await writeDraft(folder, finiteBytes(valuesOf(variables)), path);
  try {
    const weights = network.layers.flatMap((layer) => layer.weights);
    const model = modelJson({
      topology: network.toJSON(null, false),
      weights: weights.map(({ originalName: name, shape }) => ({ name, shape })),
      condition,
      weightsSha256: [draft.sha256, ...(before === null ? [] : [before])],
    });
    await writeJsonDurably(join(folder, modelFile), model);
  } catch (error) {
    await draft.remove();
    throw error;
  }
  await draft.publish(path);
}

const readModelJson = (folder: string): Promise<string> => {
  const path = join(folder, modelFile);
  const bounds = { ...boundsOf(path), maxBytes: mostDescriptionBytes, within: folder };
  return readForeignText(path, bounds);
};

const boundsOf = (path: string) => ({
  maxBytes: Number.POSITIVE_INFINITY,
  invalid: (what: string) =>
    new AppError('INVALID_MODEL', `${path} can't be read: ${what}.`, { details: { path } }),
});

/** A network as a folder or a file holds it, checked against its architecture. */
export interface SavedNetwork {
  readonly architecture: Architecture<GanNetwork>;
  /** What a generator can be asked for; null for one that draws what comes, and for any other network. */
  readonly condition: Condition | null;
  /** What the SHA-256 of its `weights.bin` may be; null where it does not say. */
  readonly weightsSha256: readonly string[] | null;
  /** Of every weight, in the order of `weightsOf`. @throws AppError INVALID_MODEL */
  readonly values: () => Promise<readonly Float32Array[]>;
}

/**
 * Opens a network of a GAN, wherever it comes from: the folder of a tfjs layers model, ours or that of tfjs
 * or its converter, or a file of Keras, all of which is read at once. Starts no TensorFlow.
 *
 * @throws AppError NOT_FOUND, INVALID_MODEL
 */
export async function openNetwork(path: string): Promise<SavedNetwork> {
  if (await isFile(path)) {
    const { architecture, condition, values } = await readKerasFile(path);
    requireSound(path, weightsOf(architecture), values);
    return { architecture, condition, weightsSha256: null, values: async () => values };
  }
  const { files, ...network } = readTopology(await readModelJson(path), join(path, modelFile));
  return { ...network, values: () => readValues(path, files, network.architecture) };
}

/**
 * Whether the weights are those that were saved: a sentence when they have changed since. A model that
 * does not say what they were (of another program, or an earlier version of this) is believed.
 *
 * @throws AppError NOT_FOUND, INVALID_MODEL
 */
export async function modelDamage(folder: string): Promise<string | null> {
  if (await isFile(folder)) return null;
  const { weightsSha256, architecture, files } = readTopology(
    await readModelJson(folder),
    join(folder, modelFile),
  );
  if (weightsSha256 === null) return null;
  const path = join(folder, weightsFile);
  const maxBytes = weightBytes(files.flatMap((file) => storedWeights(file, architecture)));
  const bounds = { ...boundsOf(path), maxBytes, within: folder };
  // A longer one is another: it is not read.
  const found = await foreignSha256(path, bounds).catch((error) => {
    if (error instanceof AppError && error.code === 'INVALID_MODEL') return null;
    throw error;
  });
  return found !== null && weightsSha256.includes(found)
    ? null
    : `${path} is not as it was saved: it is damaged or was exchanged, and its digits may be wrong. Put it back from a copy, or take another model.`;
}

export interface LoadedGenerator {
  readonly network: tf.Sequential;
  readonly architecture: Architecture;
  readonly noiseDim: number;
  /** What it can be asked for; null for a generator that draws what comes. */
  readonly condition: Condition | null;
}

/**
 * Opens a generator for generating.
 *
 * @throws AppError NOT_FOUND, INVALID_MODEL
 */
export async function loadGenerator(path: string): Promise<LoadedGenerator> {
  const { architecture, condition, values } = await openNetwork(path);
  requireGenerator(path, architecture);
  const network = buildWith(architecture, await values());
  const noiseDim = condition?.noiseDim ?? architecture.inputShape[0] ?? 0;
  return { network, architecture, noiseDim, condition };
}

/** @throws AppError INVALID_MODEL */
function requireGenerator(path: string, { name }: Architecture): void {
  if (name === 'generator') return;
  throw new AppError(
    'INVALID_MODEL',
    `${path} holds a discriminator; digits come from a generator. Choose the run folder or its folder generator.`,
    { details: { folder: path } },
  );
}

/**
 * Opens a network that only its own folder may hold.
 *
 * @throws AppError NOT_FOUND, INVALID_MODEL
 */
export async function loadClassifier(
  folder: string,
  architecture: Architecture<ClassifierName>,
): Promise<tf.Sequential> {
  const json = await readModelJson(folder);
  const files = checkTopology(json, join(folder, modelFile), architecture);
  return buildWith(architecture, await readValues(folder, files, architecture));
}

/** The weights of a file, in its order. */
function storedWeights({ weights }: WeightFile, architecture: Architecture): StoredWeight[] {
  const expected = weightsOf(architecture);
  return weights.map(({ place, storage }) => ({ shape: expected[place]?.shape ?? [], storage }));
}

async function readValues(
  folder: string,
  files: readonly WeightFile[],
  architecture: Architecture,
): Promise<readonly Float32Array[]> {
  const weights = weightsOf(architecture);
  const values: Float32Array[] = [];
  for (const file of files) {
    const found = await readShards(
      file.paths.map((path) => join(folder, path)),
      { weights: storedWeights(file, architecture), within: folder },
    );
    for (const [i, { place }] of file.weights.entries())
      values[place] = found[i] ?? new Float32Array();
  }
  requireSound(join(folder, files[0]?.paths[0] ?? weightsFile), weights, values);
  return values;
}

/** @throws AppError INVALID_MODEL for values that no network computes with */
function requireSound(
  path: string,
  weights: readonly WeightInfo[],
  values: readonly Float32Array[],
): void {
  if (!values.every(allFinite)) {
    throw new AppError(
      'INVALID_MODEL',
      `${path} holds weights that are infinite or not a number: the training it comes from diverged.`,
      { details: { path } },
    );
  }
  const negative = weights.find(
    ({ name }, i) => name.endsWith('/moving_variance') && values[i]?.some((value) => value < 0),
  );
  if (negative === undefined) return;
  throw new AppError(
    'INVALID_MODEL',
    `${path} is damaged: ${negative.name} holds a negative variance.`,
    { details: { path } },
  );
}

function buildWith(architecture: Architecture, values: readonly Float32Array[]): tf.Sequential {
  const network = buildNetwork(architecture, {});
  assignWeights(variablesOf(network), values);
  return network;
}

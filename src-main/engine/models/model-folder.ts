import { join } from 'node:path';
import type * as tf from '@tensorflow/tfjs';
import { AppError } from '../../../src-shared/contract/errors.js';
import type {
  Architecture,
  ClassifierName,
  GanNetwork,
} from '../../../src-shared/networks/architecture.js';
import type { Condition } from '../../../src-shared/networks/condition.js';
import { weightsOf } from '../../../src-shared/networks/layer-table.js';
import { writeDraft, writeJsonDurably } from '../../files/durable-files.js';
import { makeSubfolder } from '../../files/folders.js';
import { foreignSha256, readForeignText } from '../../files/foreign-file.js';
import { buildNetwork, variablesOf } from '../networks/build-network.js';
import { checkTopology, readTopology } from './topology.js';
import {
  allFinite,
  assignWeights,
  finiteBytes,
  readWeights,
  valuesOf,
  type WeightStorage,
  weightBytes,
} from './weight-files.js';

/**
 * A model folder is a tfjs layers model, `model.json` and `weights.bin`, with stock layer names only:
 * plain `tf.loadLayersModel` opens it.
 */
const modelFile = 'model.json';
const weightsFile = 'weights.bin';
const maxModelJsonBytes = 2 ** 20;

/**
 * Saves a network into a folder that is there or is made in one that is. The topology of a run never
 * changes, so replacing the weights replaces the model in one step; model.json names the SHA-256 of the
 * weights before and after, so that it fits to both whenever the process ends.
 *
 * @param condition of a generator that knows labels: saved as metadata, which tfjs hands on to who asks
 *   the model for it (`getUserDefinedMetadata`)
 */
export async function saveModel(
  folder: string,
  network: tf.Sequential,
  condition: Condition | null = null,
): Promise<void> {
  await makeSubfolder(folder);
  const path = join(folder, weightsFile);
  const variables = variablesOf(network);
  const bounds = { ...boundsOf(path), maxBytes: weightBytes(variables, 'float32'), within: folder };
  const before = await foreignSha256(path, bounds).catch(() => null);
  const draft = await writeDraft(folder, finiteBytes(valuesOf(variables)), path);
  try {
    await writeJsonDurably(join(folder, modelFile), {
      format: 'layers-model',
      generatedBy: 'random-handwritten-digit-generator',
      convertedBy: null,
      ...(condition ? { userDefinedMetadata: { condition } } : {}),
      weightsSha256: [draft.sha256, ...(before === null ? [] : [before])],
      modelTopology: network.toJSON(null, false),
      weightsManifest: [
        {
          paths: [weightsFile],
          weights: network.layers
            .flatMap((layer) => layer.weights)
            .map(({ originalName, shape }) => ({ name: originalName, shape, dtype: 'float32' })),
        },
      ],
    });
  } catch (error) {
    await draft.remove();
    throw error;
  }
  await draft.publish(path);
}

/** Which network of a GAN a folder holds; starts no TensorFlow. */
export const readModelArchitecture = async (folder: string): Promise<Architecture<GanNetwork>> =>
  (await readGanModel(folder)).architecture;

const readGanModel = async (folder: string) =>
  readTopology(await readModelJson(folder), join(folder, modelFile));

const readModelJson = (folder: string): Promise<string> => {
  const path = join(folder, modelFile);
  return readForeignText(path, { ...boundsOf(path), maxBytes: maxModelJsonBytes, within: folder });
};

const boundsOf = (path: string) => ({
  maxBytes: Number.POSITIVE_INFINITY,
  invalid: (what: string) =>
    new AppError('INVALID_MODEL', `${path} can't be read: ${what}.`, { details: { path } }),
});

export interface LoadedGenerator {
  readonly network: tf.Sequential;
  readonly architecture: Architecture;
  readonly noiseDim: number;
  /** What it can be asked for; null for a generator that draws what comes. */
  readonly condition: Condition | null;
}

/** What a generator can be asked for; null for any other network. Starts no TensorFlow. */
export const readModelCondition = async (folder: string): Promise<Condition | null> =>
  (await readGanModel(folder)).condition;

/**
 * Whether the weights are those that were saved: a sentence when they have changed since. A model that
 * does not say what they were (of another program, or an earlier version of this) is believed.
 *
 * @throws AppError NOT_FOUND, INVALID_MODEL
 */
export async function modelDamage(folder: string): Promise<string | null> {
  const { weightsSha256, architecture, storage } = await readGanModel(folder);
  if (weightsSha256 === null) return null;
  const path = join(folder, weightsFile);
  const maxBytes = weightBytes(weightsOf(architecture), storage);
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

/**
 * Opens a generator for generating.
 *
 * @throws AppError NOT_FOUND, INVALID_MODEL
 */
export async function loadGenerator(folder: string): Promise<LoadedGenerator> {
  const { architecture, storage, condition } = await readGanModel(folder);
  if (architecture.name !== 'generator') {
    throw new AppError(
      'INVALID_MODEL',
      `${folder} holds a discriminator; digits come from a generator. Choose the run folder or its folder generator.`,
      { details: { folder } },
    );
  }
  const network = await loadNetwork(folder, { architecture, storage });
  const noiseDim = condition?.noiseDim ?? architecture.inputShape[0] ?? 0;
  return { network, architecture, noiseDim, condition };
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
  const storage = checkTopology(json, join(folder, modelFile), architecture);
  return loadNetwork(folder, { architecture, storage });
}

/** Builds a network of an architecture that was checked, with the folder's weights. */
async function loadNetwork(
  folder: string,
  { architecture, storage }: { architecture: Architecture; storage: WeightStorage },
): Promise<tf.Sequential> {
  const path = join(folder, weightsFile);
  const weights = weightsOf(architecture);
  const values = await readWeights(path, { weights, within: folder, storage });
  if (!values.every(allFinite)) {
    throw new AppError(
      'INVALID_MODEL',
      `${path} holds weights that are infinite or not a number: the training it comes from diverged.`,
      { details: { folder } },
    );
  }
  const negative = weights.find(
    ({ name }, i) => name.endsWith('/moving_variance') && values[i]?.some((value) => value < 0),
  );
  if (negative) {
    throw new AppError(
      'INVALID_MODEL',
      `${path} is damaged: ${negative.name} holds a negative variance.`,
      { details: { folder } },
    );
  }
  const network = buildNetwork(architecture, {});
  assignWeights(variablesOf(network), values);
  return network;
}

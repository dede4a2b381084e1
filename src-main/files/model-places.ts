import { basename, dirname, extname, join } from 'node:path';
import { kerasEndings } from '../../src-shared/config/model-formats.js';
import { exists, isFile } from './exists.js';
import { fileVersion } from './folders.js';

/** Whether a path says that it is a network of Keras. */
export const isKerasName = (path: string): boolean =>
  kerasEndings.some((ending) => extname(path).toLowerCase() === ending);

/** The file that makes a folder a tfjs layers model. */
export const layersModelFile = 'model.json';

/** A model that another program made, or of which nothing but its networks is left. */
export interface ForeignModel {
  /** What a person opens: a folder, or the generator's file. */
  readonly place: string;
  /** A file of Keras, or the folder of a tfjs layers model. */
  readonly generator: string;
  /** Where it lies beside its generator; null where there is none. */
  readonly discriminator: string | null;
  readonly madeWith: 'Keras' | 'TensorFlow.js';
}

/**
 * The model that a path leads to, by names alone: a file of Keras; a folder with `generator.keras` or the like;
 * a tfjs layers model. Null where it leads to none of them, a run included.
 */
export async function foreignModelAt(path: string): Promise<ForeignModel | null> {
  if (await isFile(path)) {
    if (basename(path) === layersModelFile) return foreignModelAt(dirname(path));
    if (!isKerasName(path)) return null;
    return { ...(await beside(path)), place: path, generator: path, madeWith: 'Keras' };
  }
  if (await exists(join(path, 'run.json'))) return null;
  const generator = await networkIn(path, 'generator');
  if (generator !== null) {
    const madeWith = isKerasName(generator) ? 'Keras' : 'TensorFlow.js';
    const discriminator = await networkIn(path, 'discriminator');
    return { place: path, generator, discriminator, madeWith };
  }
  if (!(await exists(join(path, layersModelFile)))) return null;
  return { ...(await beside(path)), place: path, generator: path, madeWith: 'TensorFlow.js' };
}

/** What a network in a folder may be called: `generator` with a model.json, `generator.keras` and so on. */
async function networkIn(
  folder: string,
  network: 'generator' | 'discriminator',
): Promise<string | null> {
  if (await exists(join(folder, network, layersModelFile))) return join(folder, network);
  for (const ending of kerasEndings) {
    if (await isFile(join(folder, `${network}${ending}`)))
      return join(folder, `${network}${ending}`);
  }
  return null;
}

/** Where `generator_50.keras` has its discriminator: `discriminator_50.keras`. Null for another name. */
export function discriminatorBeside(generator: string): string | null {
  const name = basename(generator);
  const pair = name.replace('generator', 'discriminator');
  return pair === name ? null : join(dirname(generator), pair);
}

async function beside(generator: string): Promise<Pick<ForeignModel, 'discriminator'>> {
  const path = discriminatorBeside(generator);
  return { discriminator: path !== null && (await exists(path)) ? path : null };
}

/** What changes when a network is replaced: a file of Keras, or the weights in a folder. */
export const networkVersion = async (path: string): Promise<string | null> =>
  (await fileVersion(join(path, 'weights.bin'))) ?? (await fileVersion(path));

import { join } from 'node:path';
import { z } from 'zod';
import { mostKerasBytes } from '../../src-shared/config/model-formats.js';
import { AppError } from '../../src-shared/contract/errors.js';
import { allographCountsSchema } from '../../src-shared/contract/runs.js';
import type { Condition } from '../../src-shared/networks/condition.js';
import { isFile } from './exists.js';
import { type OpenFile, readForeignText, withForeignFile } from './foreign-file.js';
import { layersModelFile } from './model-places.js';
import { parseJson } from './parse-json.js';
import { readEntry, zipEntries } from './zip-file.js';

/** What a file may say that its generator takes beside a latent vector: one that knows labels. */
export const savedMetadataSchema = z.looseObject({
  condition: z
    .strictObject({
      noiseDim: z.int().min(1).max(1024),
      handDim: z.int().min(0).max(1024),
      labels: z.array(z.int().min(0).max(255)).min(1).max(256),
      allographs: allographCountsSchema.optional(),
    })
    .optional(),
});

/** A file of JSON that describes a model, its metadata among it. */
export const describedSchema = z.looseObject({
  userDefinedMetadata: savedMetadataSchema.optional(),
});

/** In the archive of Keras 3. */
export const kerasMetadataFile = 'metadata.json';
/** Of a model's description, bytes. */
export const mostDescriptionBytes = 2 ** 20;

/**
 * What a generator says that it can be asked for, by its metadata alone: whether its network fits is seen when
 * it is opened.
 *
 * @param generator a file of Keras, or the folder of a tfjs layers model
 * @returns null where it says nothing that can be read
 */
export async function saidCondition(generator: string): Promise<Condition | null> {
  try {
    const text = (await isFile(generator))
      ? await withForeignFile(generator, bounds, metadataOf)
      : await readForeignText(join(generator, layersModelFile), {
          ...bounds,
          maxBytes: mostDescriptionBytes,
          within: generator,
        });
    return parseJson(text, describedSchema, invalid).userDefinedMetadata?.condition ?? null;
  } catch {
    return null;
  }
}

const invalid = (what: string) => new AppError('INVALID_MODEL', what);
const bounds = { maxBytes: mostKerasBytes, invalid };

async function metadataOf(file: OpenFile): Promise<string> {
  const entries = await zipEntries(file, invalid);
  const entry = entries.find(({ name }) => name === kerasMetadataFile);
  if (entry === undefined) return '{}';
  const bytes = await readEntry(file, entry, { most: mostDescriptionBytes, invalid });
  return new TextDecoder().decode(bytes);
}

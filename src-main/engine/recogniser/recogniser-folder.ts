import { join } from 'node:path';
import type * as tf from '@tensorflow/tfjs';
import { AppError } from '../../../src-shared/contract/errors.js';
import {
  type RecogniserRecord,
  recogniserRecordSchema,
} from '../../../src-shared/contract/recognisers.js';
import { classifierArchitectures } from '../../../src-shared/networks/classifiers.js';
import { writeJsonDurably } from '../../files/durable-files.js';
import { readForeignText } from '../../files/foreign-file.js';
import { parseJson } from '../../files/parse-json.js';
import { loadClassifier, saveModel } from '../models/model-folder.js';

/** Beside the model's files, written last: with it, the folder is whole. */
const recordFile = 'recogniser.json';
const maxRecordBytes = 2 ** 16;

export async function saveRecogniser(
  folder: string,
  { network, record }: { network: tf.Sequential; record: RecogniserRecord },
): Promise<void> {
  await saveModel(folder, network);
  await writeJsonDurably(join(folder, recordFile), record);
}

/**
 * A recogniser or judge from its folder, whose every file is checked first.
 *
 * @throws AppError NOT_FOUND, INVALID_MODEL
 */
export async function loadRecogniser(
  folder: string,
): Promise<{ network: tf.Sequential; record: RecogniserRecord }> {
  const record = await readRecord(folder);
  const network = await loadClassifier(folder, classifierArchitectures[record.architecture]);
  return { network, record };
}

async function readRecord(folder: string): Promise<RecogniserRecord> {
  const path = join(folder, recordFile);
  const invalid = (what: string) =>
    new AppError(
      'INVALID_MODEL',
      `${path} is not the record of a recogniser: ${what}. Train one with digits train-recogniser.`,
      { details: { path } },
    );
  const bounds = { maxBytes: maxRecordBytes, within: folder, invalid };
  return parseJson(await readForeignText(path, bounds), recogniserRecordSchema, invalid);
}

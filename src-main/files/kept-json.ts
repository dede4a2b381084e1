import { dirname } from 'node:path';
import type { z } from 'zod';
import { AppError } from '../../src-shared/contract/errors.js';
import { makeFolder } from '../setup/folders.mjs';
import { writeJsonDurably } from './durable-files.js';
import { readForeignText } from './foreign-file.js';

/** What was found once and is kept for the next time: a file that is missing or damaged is found anew. */
const maxBytes = 16 * 2 ** 20;

/** Null when there is none of this form. */
export async function readKept<Value>(
  path: string,
  schema: z.ZodType<Value>,
): Promise<Value | null> {
  const invalid = (what: string) => new AppError('INVALID_DATA', what);
  try {
    return schema.parse(JSON.parse(await readForeignText(path, { maxBytes, invalid })));
  } catch {
    return null;
  }
}

/** Where it can't be kept (a full disk, a folder of somebody else), it is found again the next time. */
export async function keep(path: string, value: unknown): Promise<void> {
  try {
    await makeFolder(dirname(path));
    await writeJsonDurably(path, value);
  } catch {
    // As said.
  }
}

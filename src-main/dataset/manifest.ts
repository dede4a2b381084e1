import { isAbsolute, join } from 'node:path';
import { z } from 'zod';
import { AppError } from '../../src-shared/contract/errors.js';
import { readForeignText } from '../files/foreign-file.js';
import { parseJson } from '../files/parse-json.js';
import type { Plan } from './plan.js';

/** Says that a data set is whole, and what is known of it. It is written last. */
export const manifestFile = 'dataset.json';
/** A picture of some of its strips. */
export const samplesFile = 'samples.png';

const count = z.int().nonnegative();

/** Whether a relative name leads to nothing outside its folder. */
const staysWithin = (name: string): boolean =>
  !isAbsolute(name) && !name.split(/[/\\]/).includes('..');

/** What is read of it again. */
const manifestSchema = z.object({
  /** SHA-256 of the plan. */
  plan: z.string(),
  bank: z.object({ labels: z.string() }),
  /** Of all shards. */
  bytes: count,
  /** How often each character stands at each place of a text, from the left. */
  coverage: z.record(z.string(), z.array(count)),
  /** Files that tell of all strips. */
  files: z.array(
    z.object({ name: z.string().refine(staysWithin), bytes: count, sha256: z.string() }),
  ),
});
export type Manifest = z.infer<typeof manifestSchema>;

/** Null when the data set is not finished, or was for another plan. */
export async function readManifest(folder: string, plan: Plan): Promise<Manifest | null> {
  const path = join(folder, manifestFile);
  const invalid = (what: string) => new AppError('INVALID_DATA', `${path}: ${what}.`);
  try {
    const text = await readForeignText(path, { maxBytes: 2 ** 26, within: folder, invalid });
    const manifest = parseJson(text, manifestSchema, invalid);
    return manifest.plan === plan.sha256 ? manifest : null;
  } catch {
    return null;
  }
}

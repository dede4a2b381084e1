import { z } from 'zod';
import { AppError } from '../../src-shared/contract/errors.js';
import { readForeignText } from '../files/foreign-file.js';
import { parseJson } from '../files/parse-json.js';
import { type Marker, markerPath } from './marker.js';
import type { Shard } from './shards.js';
import { usePattern } from './tally.js';

const hash = z.string().length(64);

const markerSchema = z.strictObject({
  plan: hash,
  first: z.int(),
  count: z.int(),
  pixelsSha256: hash,
  parts: z.array(z.strictObject({ name: z.string(), bytes: z.int(), sha256: hash })),
  coverage: z.record(z.string(), z.array(z.int())),
  digits: z.string().regex(usePattern),
}) satisfies z.ZodType<Marker>;

/**
 * Null for a shard that is not made, or was made for another plan.
 *
 * @throws AppError INVALID_DATA for what is no marker, or a link that leads out of the folder
 */
export async function readMarker(
  folder: string,
  shard: Shard,
  plan: string,
): Promise<Marker | null> {
  const path = markerPath(folder, shard);
  const invalid = (what: string) => new AppError('INVALID_DATA', `${path}: ${what}.`);
  try {
    const text = await readForeignText(path, { maxBytes: 2 ** 24, within: folder, invalid });
    const marker = parseJson(text, markerSchema, invalid);
    return marker.plan === plan ? marker : null;
  } catch (error) {
    if (error instanceof AppError && error.code === 'NOT_FOUND') return null;
    throw error;
  }
}

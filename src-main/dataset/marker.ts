import { join } from 'node:path';
import { z } from 'zod';
import { AppError } from '../../src-shared/contract/errors.js';
import { writeJsonDurably } from '../files/durable-files.js';
import { readForeignText } from '../files/foreign-file.js';
import { parseJson } from '../files/parse-json.js';
import { type Shard, shardName } from './shards.js';
import { usePattern } from './tally.js';

const hash = z.string().length(64);

const markerSchema = z.strictObject({
  /** Of the plan that the shard belongs to. */
  plan: hash,
  first: z.int(),
  count: z.int(),
  /** Of all pictures and masks, one after the other: the same wherever they were packed. */
  pixelsSha256: hash,
  /** Each with its files' bytes, one file after the other. */
  parts: z.array(z.strictObject({ name: z.string(), bytes: z.int(), sha256: hash })),
  /** What `Counts` are. */
  coverage: z.record(z.string(), z.array(z.int())),
  digits: z.string().regex(usePattern),
});

/** Says that a shard is whole. It is written last. */
export type Marker = z.infer<typeof markerSchema>;

/** In the folder `shards`. */
export const markerName = (shard: Shard): string => `${shardName(shard)}.json`;

export const markerPath = (folder: string, shard: Shard): string =>
  join(folder, 'shards', markerName(shard));

export const writeMarker = (folder: string, shard: Shard, marker: Marker): Promise<unknown> =>
  writeJsonDurably(markerPath(folder, shard), marker);

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

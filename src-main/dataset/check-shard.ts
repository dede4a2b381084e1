import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../../src-shared/contract/errors.js';
import { withForeignFile } from '../files/foreign-file.js';
import { partsOf } from './formats/formats.js';
import { type Marker, markerPath, type PartFacts } from './marker.js';
import type { Plan } from './plan.js';
import { readMarker } from './read-marker.js';
import type { Shard } from './shards.js';

export type ShardState =
  | { readonly kind: 'good'; readonly marker: Marker }
  | { readonly kind: 'missing' }
  /** Its marker is there, and `path` is not what that says, or that itself is no marker. */
  | { readonly kind: 'damaged'; readonly path: string };

/** What is looked at of a shard: its marker, its files' sizes too, or every byte of them. */
export type ShardLook = 'marker' | 'sizes' | 'bytes';

/** Whether a shard is there. */
export async function checkShard(
  folder: string,
  shard: Shard,
  { plan, look }: { plan: Plan; look: ShardLook },
): Promise<ShardState> {
  const marker = await readMarker(folder, shard, plan.sha256).catch((error) => {
    if (error instanceof AppError && error.code === 'INVALID_DATA') return undefined;
    throw error;
  });
  if (marker === undefined) return { kind: 'damaged', path: markerPath(folder, shard) };
  if (marker === null) return { kind: 'missing' };
  for (const part of partsOf(plan.formats)) {
    const said = marker.parts.find(({ name }) => name === part.name);
    const paths = part.paths(shard).map((path) => join(folder, path));
    const [first = folder] = paths;
    if (said === undefined || !(await isGood(said, paths, { folder, look })))
      return { kind: 'damaged', path: first };
  }
  return { kind: 'good', marker };
}

async function isGood(
  { bytes, sha256 }: PartFacts,
  paths: readonly string[],
  { folder, look }: { folder: string; look: ShardLook },
): Promise<boolean> {
  switch (look) {
    case 'marker':
      return true;
    case 'sizes':
      return (await sizeOf(paths)) === bytes;
    case 'bytes':
      return (await hashOf(paths, folder)) === sha256;
  }
}

async function sizeOf(paths: readonly string[]): Promise<number> {
  const sizes = await Promise.all(
    paths.map((path) =>
      stat(path).then(
        ({ size }) => size,
        () => Number.NaN,
      ),
    ),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}

/** Of the bytes of files that follow each other; null when one can't be read. */
export async function hashOf(paths: readonly string[], within: string): Promise<string | null> {
  const hash = createHash('sha256');
  const invalid = (what: string) => new AppError('INVALID_DATA', what);
  const maxBytes = Number.POSITIVE_INFINITY;
  try {
    for (const path of paths) {
      await withForeignFile(path, { maxBytes, within, invalid }, async ({ pieces }) => {
        for await (const piece of pieces(0)) hash.update(piece);
      });
    }
  } catch {
    return null;
  }
  return hash.digest('hex');
}

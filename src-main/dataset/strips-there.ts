import { join } from 'node:path';
import type { SplitName } from '../../src-shared/config/data-sets.js';
import { namesIn } from '../files/folders.js';
import type { Plan } from './plan.js';

/** Of a shard's marker. */
const markerOf = /^(?<split>train|val|test)-(?<number>\d{6,9})\.json$/;

/** Strips of a data set's shards that have a marker, by one look: what they are worth is not looked at. */
export async function stripsThere(
  folder: string,
  { split, shardSize }: Pick<Plan, 'split' | 'shardSize'>,
): Promise<number> {
  let strips = 0;
  for (const name of await namesIn(join(folder, 'shards'))) {
    const found = markerOf.exec(name)?.groups;
    if (found === undefined) continue;
    const own = split[found.split as SplitName];
    strips += Math.max(0, Math.min(shardSize, own - Number(found.number) * shardSize));
  }
  return strips;
}

import { join } from 'node:path';
import { AppError } from '../../src-shared/contract/errors.js';
import { foreignSha256 } from '../files/foreign-file.js';
import { checkShard } from './check-shard.js';
import { filesOf } from './finish.js';
import { listFile, type Plan } from './plan.js';
import { shardName, shardsOf } from './shards.js';

/** What is there of a data set. */
export interface DatasetState {
  /** Shards and strips that are there. */
  readonly shards: number;
  readonly strips: number;
  readonly missing: readonly string[];
  /** Shards that are not as they were written, by name, and the first file of what is damaged. */
  readonly damaged: readonly { readonly shard: string; readonly path: string }[];
  /** Files that tell of all strips and are not as they were written; null when they are not there yet. */
  readonly damagedFiles: readonly string[] | null;
  /** The plan's list, where it is missing or not as it was planned; null when it is good or there is none. */
  readonly damagedList: string | null;
}

/** @param bytes whether every byte is read; else the sizes of files are looked at */
export async function inspectDataset(
  folder: string,
  { plan, bytes }: { plan: Plan; bytes: boolean },
): Promise<DatasetState> {
  const missing: string[] = [];
  const damaged: { shard: string; path: string }[] = [];
  let [shards, strips] = [0, 0];
  for (const shard of shardsOf(plan)) {
    const state = await checkShard(folder, shard, { plan, bytes });
    if (state.kind === 'missing') missing.push(shardName(shard));
    if (state.kind === 'damaged') damaged.push({ shard: shardName(shard), path: state.path });
    if (state.kind !== 'good') continue;
    shards++;
    strips += shard.count;
  }
  const files = await filesOf(folder, plan);
  const damagedFiles: string[] = [];
  for (const { name, sha256 } of bytes ? (files ?? []) : []) {
    const path = join(folder, name);
    if ((await hashAt(path)) !== sha256) damagedFiles.push(path);
  }
  const damagedList = bytes ? await listProblem(folder, plan) : null;
  return { shards, strips, missing, damaged, damagedFiles: files && damagedFiles, damagedList };
}

async function listProblem(folder: string, { list }: Plan): Promise<string | null> {
  const path = join(folder, listFile);
  return list === null || (await hashAt(path)) === list.sha256 ? null : path;
}

const hashAt = (path: string): Promise<string | null> =>
  foreignSha256(path, {
    maxBytes: Number.POSITIVE_INFINITY,
    invalid: (what) => new AppError('INVALID_DATA', what),
  }).catch(() => null);

import { join } from 'node:path';
import { hashOf, type ShardLook } from './check-shard.js';
import { checkShards } from './check-shards.js';
import { planBank } from './inputs.js';
import { readManifest } from './manifest.js';
import { countOf, listFile, type Plan, planBankFile } from './plan.js';
import type { Watch } from './progress.js';
import { shardName, shardsOf } from './shards.js';

/** What is there of a data set. */
export interface DatasetState {
  /** Strips of all of it, and those that are there. */
  readonly count: number;
  readonly strips: number;
  /** Shards of all of it, and those that are there. */
  readonly shards: number;
  readonly done: number;
  /** Names of shards that are not made yet. */
  readonly missing: readonly string[];
  /** Shards that are not as they were written, by name, and the first file of what is damaged. */
  readonly damaged: readonly { readonly shard: string; readonly path: string }[];
  /** Whether all shards are there and what tells of all strips. */
  readonly finished: boolean;
}

/** What reading every byte finds besides. */
export interface VerifiedState extends DatasetState {
  /** Files that tell of all strips and are not as they were written. */
  readonly damagedFiles: readonly string[];
  /** Lists and the bank, where they are not those that were planned: they can't be made again. */
  readonly damagedInputs: readonly string[];
  /** Whether it is finished, and all is as it was written. */
  readonly whole: boolean;
}

type Inspected = Watch & { readonly plan: Plan };

/** By the sizes of files; of what was looked at, where it is interrupted. */
export const inspectDataset = (folder: string, inspected: Inspected): Promise<DatasetState> =>
  stateOf(folder, { ...inspected, look: 'sizes' });

/** By every byte. */
export async function verifyDataset(folder: string, inspected: Inspected): Promise<VerifiedState> {
  const { plan, signal } = inspected;
  const state = await stateOf(folder, { ...inspected, look: 'bytes' });
  const damagedFiles: string[] = [];
  for (const { name, sha256 } of (await readManifest(folder, plan))?.files ?? []) {
    if (signal.aborted) break;
    const path = join(folder, name);
    if ((await hashOf([path], folder)) !== sha256) damagedFiles.push(path);
  }
  const damagedInputs = await damagedInputsOf(folder, plan);
  const isGood = damagedFiles.length + damagedInputs.length === 0;
  const whole = state.finished && isGood && !signal.aborted;
  return { ...state, damagedFiles, damagedInputs, whole };
}

async function stateOf(
  folder: string,
  { plan, ...checking }: Inspected & { look: ShardLook },
): Promise<DatasetState> {
  const shards = shardsOf(plan);
  const missing: string[] = [];
  const damaged: { shard: string; path: string }[] = [];
  let [done, strips] = [0, 0];
  for await (const { shard, state } of checkShards(folder, shards, { plan, ...checking })) {
    if (state.kind === 'missing') missing.push(shardName(shard));
    if (state.kind === 'damaged') damaged.push({ shard: shardName(shard), path: state.path });
    if (state.kind !== 'good') continue;
    done++;
    strips += shard.count;
  }
  const finished = done === shards.length && (await readManifest(folder, plan)) !== null;
  return {
    ...{ count: countOf(plan), strips, shards: shards.length, done },
    ...{ missing, damaged, finished },
  };
}

async function damagedInputsOf(folder: string, plan: Plan): Promise<string[]> {
  const damaged: string[] = [];
  for (const { name, sha256 } of plan.lists) {
    const path = join(folder, listFile(name));
    if ((await hashOf([path], folder)) !== sha256) damaged.push(path);
  }
  if (!plan.bank.inFolder) return damaged;
  const isGood = await planBank(folder, plan).then(
    () => true,
    () => false,
  );
  return isGood ? damaged : [...damaged, join(folder, planBankFile)];
}

import { makeShard } from '../../../src-main/dataset/make-shard.js';
import { type Plan, type PlanParts, sealed } from '../../../src-main/dataset/plan.js';
import type { Watch } from '../../../src-main/dataset/progress.js';
import { SampleMaker } from '../../../src-main/dataset/sample-maker.js';
import { shardsOf } from '../../../src-main/dataset/shards.js';
import { makeFolder } from '../../../src-main/setup/folders.mjs';
import { chosenStyle } from '../../../src-shared/config/style.js';
import { prepareGrammar } from '../../../src-shared/grammar/prepare.js';
import { smallBank } from '../../helpers/small-bank.js';
import { sharedFolder } from '../../helpers/temporary-folder.js';

/** Labels that careless readers break. */
export const hardTexts = ['00123', '12/05 17:30', '2026-05-12', '1,234.50'];

export const bank = await smallBank(sharedFolder());

export function smallPlan(parts: Partial<PlanParts> = {}): Plan {
  return sealed({
    grammar: { number: '{list:numbers}' },
    lists: [],
    split: { train: 6, val: 2, test: 2 },
    shared: { strings: false, hands: false },
    seed: 5,
    style: chosenStyle('clean'),
    colour: false,
    height: 32,
    shardSize: 4,
    formats: ['webdataset'],
    bank: { name: bank.name, sha256: bank.sha256, inFolder: false },
    program: '0',
    ...parts,
  });
}

export function smallMaker(plan: Plan, list: readonly string[] | null = hardTexts): SampleMaker {
  const lists = new Map(list === null ? [] : [['numbers', list]]);
  return new SampleMaker(plan, prepareGrammar(plan.grammar, { lists }), bank);
}

/** Of work that nobody follows or ends. */
export const unwatched: Watch = { signal: new AbortController().signal, onProgress: () => {} };

/** Makes shards of a plan, by their places in its order. */
export async function makeShards(
  folder: string,
  plan: Plan,
  { maker = smallMaker(plan), numbers }: { maker?: SampleMaker; numbers?: readonly number[] } = {},
): Promise<void> {
  await makeFolder(`${folder}/shards`);
  const shards = shardsOf(plan);
  for (const number of numbers ?? shards.keys()) {
    const shard = shards[number];
    if (shard !== undefined) await makeShard(folder, shard, { plan, maker });
  }
}

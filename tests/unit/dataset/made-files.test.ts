import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { madeFiles } from '../../../src-main/dataset/made-files.js';
import { shardName, shardsOf } from '../../../src-main/dataset/shards.js';
import { sharedFolder } from '../../helpers/temporary-folder.js';
import { smallPlan } from './small-set.js';

const folder = sharedFolder();
const plan = smallPlan({ split: { train: 3, val: 0, test: 0 }, formats: ['files'] });

async function read(content: string): Promise<string[]> {
  const [shard] = shardsOf(plan);
  if (shard === undefined) throw new Error('There is no shard.');
  mkdirSync(join(folder, 'shards'), { recursive: true });
  writeFileSync(join(folder, 'shards', `${shardName(shard)}.jsonl`), content);
  const texts: string[] = [];
  for await (const { text } of madeFiles(folder, plan, () => {}).records('train')) texts.push(text);
  return texts;
}

it('reads records longer than what is read at once, whatever is parted', async () => {
  const texts = ['1', '€'.repeat(2_000_001), `${'€'.repeat(1_000_000)}5`];
  expect(await read(texts.map((text) => `${JSON.stringify({ text })}\n`).join(''))).toEqual(texts);
});

it.each(['', '{"text":"1"}\n{"text":"2"}\n', '{"text":"1"}\n{"text":"2"}\n{"te'])(
  'says what mends records that end too early: %j',
  async (content) => {
    await expect(read(content)).rejects.toThrow(
      /\.jsonl can't be used: it .+; mend the data set \(digits dataset make --check\)\.$/,
    );
  },
);

import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { estimate } from '../../../src-main/dataset/estimate.js';
import { temporaryFolder } from '../../helpers/temporary-folder.js';
import { makeShards, smallMaker, smallPlan } from './small-set.js';

it('counts what is written of each shard, and the files that tell of all strips', async () => {
  const folder = temporaryFolder();
  const plan = smallPlan({ formats: ['files'], split: { train: 10, val: 0, test: 0 } });
  const maker = smallMaker(plan);
  await makeShards(folder, plan);
  const sizeOf = (ending: string) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith(ending))
      .reduce((sum, path) => sum + statSync(join(folder, path)).size, 0);
  // The lines of the shards are those of `labels_train.jsonl` too.
  const { bytes } = await estimate(plan, { maker, now: () => 0 });
  expect(bytes).toBe(sizeOf('.png') + 2 * sizeOf('.jsonl'));
  const lists = await estimate(smallPlan({ ...plan, formats: ['paddleocr'] }), {
    maker,
    now: () => 0,
  });
  const line = 'images/train/000000000.png\t\n'.length;
  const text = Array.from({ length: 10 }, (_, sample) => maker.text(sample)).join('');
  expect(lists.bytes).toBe(sizeOf('.png') + sizeOf('.jsonl') + 10 * line + text.length);
});

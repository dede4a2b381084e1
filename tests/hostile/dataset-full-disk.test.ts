import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { checkShard } from '../../src-main/dataset/check-shard.js';
import { finishDataset } from '../../src-main/dataset/finish.js';
import { makeShard } from '../../src-main/dataset/make-shard.js';
import { openMaker } from '../../src-main/dataset/open-maker.js';
import {
  type DatasetRequest,
  planDataset,
  writePlanned,
} from '../../src-main/dataset/plan-dataset.js';
import { readPlan } from '../../src-main/dataset/read-plan.js';
import { shardsOf } from '../../src-main/dataset/shards.js';
import { makePath } from '../../src-main/files/folders.js';
import { chosenStyle } from '../../src-shared/config/style.js';
import { AppError } from '../../src-shared/contract/errors.js';
import { writeSmallBank } from '../helpers/small-bank.js';
import { sharedFolder } from '../helpers/temporary-folder.js';
import { sampledNumbers } from './campaign.js';
import { type FileCall, watchFileCalls } from './file-calls.js';
import { faultsOfText } from './texts.js';

/** Calls from which on the quick part finds the disk full. */
const quick = 6;

const shared = sharedFolder();

const request: DatasetRequest = {
  grammar: { number: '{list:numbers}' },
  lists: new Map([['numbers', ['00123', '12/05 17:30', '2026-05-12', '1,234.50']]]),
  ...{
    count: 8,
    split: { train: 50, val: 25, test: 25 },
    seed: 3,
    style: chosenStyle('clean'),
    height: 32,
  },
  ...{ shared: { strings: false, hands: false }, shardSize: 2 },
  ...{ formats: ['webdataset', 'paddleocr', 'lmdb'], bank: writeSmallBank(shared), colour: false },
};
const planned = await planDataset(request);

/** Makes what is missing, in this process: threads have file systems of their own. */
async function make(folder: string): Promise<void> {
  await writePlanned(folder, planned);
  const plan = await readPlan(folder);
  const maker = await openMaker(folder, plan);
  await makePath(join(folder, 'shards'));
  for (const shard of shardsOf(plan)) {
    const { kind } = await checkShard(folder, shard, { plan, look: 'sizes' });
    if (kind !== 'good') await makeShard(folder, shard, { plan, maker });
  }
  await finishDataset(folder, plan, {
    signal: new AbortController().signal,
    onProgress: () => {},
  });
}

const contentsOf = (folder: string): Record<string, string> =>
  Object.fromEntries(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .sort()
      .map((path) => [path.slice(folder.length), readFileSync(path).toString('base64')]),
  );

test('a data set whose disk is full from any call on says so, loses no shard, and goes on when there is room', async () => {
  const whole = join(shared, 'whole');
  let calls = 0;
  await watchFileCalls(
    whole,
    ({ needsSpace }) => void (needsSpace && calls++),
    () => make(whole),
  );
  const expected = contentsOf(whole);
  expect(calls).toBeGreaterThan(50);
  const bad: string[] = [];
  for (const number of sampledNumbers(calls, { quick })) {
    const folder = join(shared, `full-${number}`);
    const told = (fault: string) => bad.push(`HOSTILE_CASE=${number}: ${fault}`);
    let call = 0;
    const fill = ({ needsSpace, path }: FileCall) => {
      if (needsSpace && ++call >= number) throw noSpace(path);
    };
    const error = await watchFileCalls(folder, fill, () => make(folder)).then(
      () => null,
      (failure: unknown) => failure,
    );
    if (!(error instanceof AppError) || error.code !== 'NO_SPACE') told(String(error));
    for (const fault of faultsOfText(error instanceof Error ? error.message : '')) told(fault);
    for (const shard of shardsOf(planned.plan)) {
      const { kind } = await checkShard(folder, shard, { plan: planned.plan, look: 'bytes' });
      if (kind === 'damaged') told('a shard counts that is not whole');
    }
    await make(folder).catch((failure: unknown) => told(`gone on: ${failure}`));
    const left = contentsOf(folder);
    for (const name of new Set([...Object.keys(left), ...Object.keys(expected)])) {
      if (left[name] !== expected[name]) told(name);
    }
    rmSync(folder, { recursive: true, force: true });
  }
  expect(bad).toEqual([]);
}, 600_000);

const noSpace = (path: string): Error =>
  Object.assign(new Error(`ENOSPC: no space left on device, write '${path}'`), {
    ...{ code: 'ENOSPC', errno: -28, syscall: 'write', path },
  });

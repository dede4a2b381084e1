import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { finishDataset } from '../../../src-main/dataset/finish.js';
import { openMaker } from '../../../src-main/dataset/open-maker.js';
import { readPlan } from '../../../src-main/dataset/plan.js';
import {
  type DatasetRequest,
  planDataset,
  writePlanned,
} from '../../../src-main/dataset/plan-dataset.js';
import { writeSmallBank } from '../../helpers/small-bank.js';
import { sharedFolder } from '../../helpers/temporary-folder.js';
import { hardTexts, makeShards } from '../dataset/small-set.js';
import { runMain } from './run-main.js';

const folder = sharedFolder();
const bank = writeSmallBank(folder);
const list = join(folder, 'list.txt');
const set = join(folder, 'set');

const dataset = (...args: string[]) => runMain(['dataset', ...args]);
const dry = (...args: string[]) => dataset(...args, '--bank', bank, '--count', '50', '--dry-run');

const request: DatasetRequest = {
  grammar: { number: '{list:numbers}' },
  list: { name: 'numbers', numbers: hardTexts },
  count: 12,
  split: { train: 50, val: 25, test: 25 },
  shared: { strings: false, hands: false },
  seed: 3,
  style: 'clean',
  height: 32,
  shardSize: 5,
  formats: ['webdataset', 'paddleocr'],
  bank,
};
const onlyTrain = { train: 100, val: 0, test: 0 };

/** A whole data set, made in this process: threads need the built program. */
beforeAll(async () => {
  writeFileSync(list, `${hardTexts.join('\n')}\n`);
  const planned = await planDataset(request);
  await writePlanned(set, planned);
  const plan = await readPlan(set);
  await makeShards(set, plan, { maker: await openMaker(set, plan, bank) });
  await finishDataset(set, plan, bank);
});

describe('digits dataset', () => {
  it.each([
    [['--digits', '4', '--out', 'x'], '--count is missing'],
    [['--count', '5', '--out', 'x'], 'What is to be written?'],
    [['1', '--digits', '4', '--count', '5', '--out', 'x'], 'choose one'],
    [['--digits', '4', '--count', '5'], '--out is missing'],
    [['--digits', '4', '--split', '90/5'], 'three whole numbers that add up to 100'],
    [['--digits', '4', '--split', '90/5/6'], 'three whole numbers that add up to 100'],
    [['--digits', '4', '--format', 'webdataset,tfrecord'], '--format must be one or more of'],
    [['--digits', '4', '--height', '8'], '--height must be a whole number from 16 to 128'],
  ])('refuses %j with a sentence', async (args, words) => {
    const { code, stderr, opened } = await dataset(...args);
    expect(stderr).toContain(words);
    expect([code, opened]).toEqual([2, 0]);
  });

  it('says what a data set would be before it writes anything', async () => {
    const { code, stdout, stderr } = await dry('\\d', '--seed', '4');
    expect(code, stderr).toBe(0);
    expect(stdout).toContain('50: 45 to train, 3 to validate, 2 to test');
    expect(stdout).toMatch(/Numbers {2}10 .*\nSize .*\nTime .*\nSeed {5}4\n/);
    expect(stderr).toContain('of 50 strips some say the same');
  });

  it('takes a ready grammar, one of named parts and one with a list', async () => {
    const parts = join(folder, 'parts.json');
    writeFileSync(parts, JSON.stringify({ number: '{a}/{a}', parts: { a: '[1-3]' } }));
    const count = async (...args: string[]) => JSON.parse((await dry(...args, '--json')).stdout);
    expect(await count('score')).toMatchObject({ plan: { grammar: { number: '{score}' } } });
    expect(await count(parts)).toMatchObject({ strings: '9' });
    const priced = await count('{list:prices} €|\\d€', '--list', `prices=${list}`);
    expect(priced).toMatchObject({ strings: '14', plan: { list: { name: 'prices' } } });
    const two = await dry('{list:a}', '--list', `a=${list}`, '--list', `b=${list}`);
    expect(two.stderr).toContain('A data set has one --list beside its grammar');
    expect((await dry('--list', list, '--list', list)).stderr).toContain('are two lists');
  });

  it('refuses what a reader would break, what has no room and what is no grammar', async () => {
    const easyocr = await dry('\\d{5}', '--format', 'easyocr');
    expect(easyocr.stderr).toContain('EasyOCR reads a column of plain numbers as numbers');
    const doctr = await dry('\\d{2} \\d{2}', '--format', 'doctr');
    expect(doctr.stderr).toContain('docTR has no blank among its characters');
    const one = await dry('7');
    expect(one.stderr).toContain('3 parts that share none need one each');
    const broken = await dry('[0-9');
    expect(broken.stderr).toContain('this class has no end');
    expect([easyocr, doctr, one, broken].map(({ code }) => code)).toEqual([2, 2, 2, 2]);
    expect((await dry('\\d{5}/', '--format', 'easyocr')).code).toBe(0);
  });

  it('refuses parts that would share a number written in two ways, or says that they may', async () => {
    const few = await dry('\\d?\\d?\\d', '--seed', '1');
    expect([few.code, few.stderr]).toEqual([2, expect.stringContaining('in two ways')]);
    expect((await dry('\\d?\\d?\\d', '--share-strings')).code).toBe(0);
    expect((await dry('\\d?\\d?\\d', '--split', '100/0/0')).code).toBe(0);
    const many = await dry('\\d?\\d?\\d{4}');
    expect([many.code, many.stderr]).toEqual([0, expect.stringContaining('parts could share')]);
    expect((await dry('\\d{5}')).stderr).not.toContain('in two ways');
  });

  it('reads its list again as it was given, with a blank at its end', async () => {
    const ending = join(folder, 'ending');
    const numbers = ['12', '5 '];
    const planned = await planDataset({
      ...request,
      list: { name: 'numbers', numbers },
      split: onlyTrain,
    });
    await writePlanned(ending, planned);
    const maker = await openMaker(ending, await readPlan(ending), bank);
    expect(new Set([maker.text(0), maker.text(1)])).toEqual(new Set(numbers));
  });

  it('writes a manifest, a card and pictures of some strips', async () => {
    const manifest = JSON.parse(readFileSync(join(set, 'dataset.json'), 'utf8'));
    expect(manifest).toMatchObject({ count: 12, shards: 4, bank: { labels: 'made up' } });
    const stands = hardTexts.length * 3;
    const atFirst = Object.values<number[]>(manifest.coverage).map(([first = 0]) => first);
    expect(atFirst.reduce((sum, count) => sum + count, 0)).toBe(stands);
    expect(readFileSync(join(set, 'README.md'), 'utf8')).toContain('# 12 handwritten numbers');
    expect(existsSync(join(set, 'samples.png'))).toBe(true);
  });

  it('shows a strip again', async () => {
    const out = join(folder, 'strip.png');
    const { stdout } = await dataset('show', set, '--bank', bank, '--sample', '7', '--out', out);
    const said = JSON.parse(stdout);
    expect(hardTexts).toContain(said.text);
    expect(readFileSync(join(set, 'images', 'val', '000000007.png'))).toEqual(readFileSync(out));
    const beyond = await dataset('show', set, '--bank', bank, '--sample', '12');
    expect(beyond.stderr).toContain('--sample must be from 0 to 11');
  });

  it('finds each damaged file, and a plan that was changed', async () => {
    const whole = await dataset('verify', set);
    expect(whole.stdout).toContain(
      '12 of 12 strips are there, and every byte is as it was written',
    );
    expect(whole.code).toBe(0);
    const numbers = join(set, 'list.txt');
    const asPlanned = readFileSync(numbers);
    appendFileSync(numbers, '7\n');
    const changed = await dataset('verify', set);
    expect([changed.code, changed.stdout]).toEqual([1, expect.stringContaining(numbers)]);
    expect(changed.stdout).not.toContain('Mend it');
    writeFileSync(numbers, asPlanned);
    const tar = join(set, 'webdataset', 'digits-train-000001.tar');
    const bytes = readFileSync(tar);
    writeFileSync(tar, Buffer.from(bytes).fill(1, 700, 701));
    appendFileSync(join(set, 'dict.txt'), 'x');
    expect((await dataset('status', set)).stdout).toContain('12 of 12');
    const damaged = await dataset('verify', set);
    expect(damaged.code).toBe(1);
    expect(damaged.stdout).toContain('11 of 12 strips');
    expect(damaged.stdout).toContain(`Damaged: train-000001 (${tar})`);
    expect(damaged.stdout).toContain('dict.txt');
    expect(damaged.stdout).toContain(`digits dataset make ${set} --check`);

    const plan = join(set, 'plan.json');
    writeFileSync(plan, readFileSync(plan, 'utf8').replace('"seed": 3', '"seed": 4'));
    expect((await dataset('status', set)).stderr).toContain('it was changed after it was written');
    expect((await dataset('status', folder)).stderr).toContain('There is no data set in');
  });
});

import {
  appendFileSync,
  existsSync,
  readFileSync,
  renameSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { Cli } from '../../../src-main/cli/cli.js';
import { writeNewPlan } from '../../../src-main/cli/files/dataset-plan.js';
import { finishDataset } from '../../../src-main/dataset/finish.js';
import { openMaker } from '../../../src-main/dataset/open-maker.js';
import { type PlanParts, sealed, writePlan } from '../../../src-main/dataset/plan.js';
import {
  type DatasetRequest,
  planDataset,
  writePlanned,
} from '../../../src-main/dataset/plan-dataset.js';
import type { DatasetProgress } from '../../../src-main/dataset/progress.js';
import { readPlan } from '../../../src-main/dataset/read-plan.js';
import { chosenStyle } from '../../../src-shared/config/style.js';
import { writeSmallBank } from '../../helpers/small-bank.js';
import { sharedFolder } from '../../helpers/temporary-folder.js';
import { hardTexts, makeShards, unwatched } from '../dataset/small-set.js';
import { runMain } from './run-main.js';

vi.mock('../../../src-main/setup/machine.mjs', async (original) => ({
  ...(await original<typeof import('../../../src-main/setup/machine.mjs')>()),
  freeSpace: async () => 0,
}));

const folder = sharedFolder();
const bank = writeSmallBank(folder);
const list = join(folder, 'list.txt');
const set = join(folder, 'set');

const dataset = (...args: string[]) => runMain(['dataset', ...args]);
const dry = (...args: string[]) => dataset(...args, '--bank', bank, '--count', '50', '--dry-run');

const request: DatasetRequest = {
  grammar: { number: '{list:numbers}' },
  lists: new Map([['numbers', hardTexts]]),
  count: 12,
  split: { train: 50, val: 25, test: 25 },
  shared: { strings: false, hands: false },
  seed: 3,
  style: chosenStyle('clean'),
  colour: false,
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
  await makeShards(set, plan, { maker: await openMaker(set, plan) });
  await finishDataset(set, plan, unwatched);
});

describe('digits dataset', () => {
  it.each([
    [['--digits', '4', '--out', 'x'], '--count is missing'],
    [['--count', '5', '--out', 'x'], 'What is to be written?'],
    [['1', '--digits', '4', '--count', '5', '--out', 'x'], 'choose one'],
    [['--digits', '4', '--count', '5'], '--out is missing'],
    [['--digits', '4', '--split', '90/5'], 'three whole numbers that add up to 100'],
    [['--digits', '4', '--split', '90/5/6'], 'three whole numbers that add up to 100'],
    [['--digits', '4', '--format', 'webdataset,tarball'], '--format must be one or more of'],
    [
      ['--digits', '9', '--count', '1000000000', '--shard-size', '1', '--dry-run'],
      'That would be 1,000,000,000 shards; at most 1,000,000: write more strips together.',
    ],
    [['--digits', '4', '--height', '8'], '--height must be a whole number from 16 to 128'],
    [
      ['--digits', '4', '--style', 'fax'],
      '--style must be one of clean, paper, scan, photo, mixed',
    ],
    [
      ['--digits', '4', '--set', 'gap=-30..2'],
      '--set gap must lie between -8 and 40, not -30 to 2',
    ],
    [['--digits', '4', '--set', 'gap=5..2'], '--set gap must go from the smaller to the larger'],
    [['--digits', '4', '--set', 'fold=2'], '--set fold must be a number from 0 to 1, not 2'],
    [['--digits', '4', '--set', 'fold=0..1'], '--set fold must be one number from 0 to 1'],
    [['--digits', '4', '--set', 'jpeg-quality=30.5'], '--set jpeg-quality must be whole numbers'],
    [
      ['--digits', '4', '--set', 'gaps=2'],
      'is no field of a style: choose one of gap, thousands-gap',
    ],
    [['--digits', '4', '--set', 'gap'], '--set gap needs a value, such as gap=-3..2'],
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
    expect(priced).toMatchObject({ strings: '14', plan: { lists: [{ name: 'prices' }] } });
    const two = await count('{list:a}/{list:b}', '--list', `a=${list}`, '--list', `b=${list}`);
    expect(two).toMatchObject({ strings: '16', plan: { lists: [{ name: 'a' }, { name: 'b' }] } });
    expect((await dry('--list', list, '--list', list)).stderr).toContain('are two lists');
  });

  it('takes a style by its name, with fields of its own in each of its ways', async () => {
    const args = ['--style', 'mixed', '--set', 'gap=-3..2', '--set', 'fold=1', '--set', 'blur=1'];
    const { stdout } = await dry('\\d{4}', ...args, '--colour', '--json');
    const { plan } = JSON.parse(stdout);
    expect(plan).toMatchObject({ colour: true, style: { name: 'mixed' } });
    expect(plan.style.ways).toHaveLength(4);
    for (const way of plan.style.ways) {
      const changed = { gap: { min: -3, max: 2 }, fold: 1, blur: { min: 1, max: 1 } };
      expect(way).toMatchObject(changed);
    }
    const none = await dry('\\d{4}', '--set', 'plain=0');
    expect([none.code, none.stderr]).toEqual([2, expect.stringContaining('no paper to write on')]);
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

  it('is finished in strips, however often its formats read them', async () => {
    const folder = join(set, '..', 'read-often');
    const planned = await planDataset({ ...request, formats: ['lmdb', 'paddleocr'] });
    await writePlanned(folder, planned);
    const { plan, maker } = planned;
    await makeShards(folder, plan, { maker });
    const told: DatasetProgress[] = [];
    await finishDataset(folder, plan, { ...unwatched, onProgress: (state) => told.push(state) });
    const finishing = told.filter(({ doing }) => doing === 'finish');
    expect(finishing.at(0)).toMatchObject({ done: 0, total: 12 });
    expect(finishing.at(-1)).toMatchObject({ done: 12, total: 12 });
    expect(finishing.map(({ done }) => done)).toEqual(
      finishing.map(({ done }) => done).toSorted((a, b) => a - b),
    );
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

  it('reads its lists again as they were given, with a blank at an end', async () => {
    const several = join(folder, 'several');
    const lists = new Map([
      ['a', ['12', '5 ']],
      ['b', ['7']],
    ]);
    const grammar = { number: '{list:a}/{list:b}' };
    await writePlanned(
      several,
      await planDataset({ ...request, grammar, lists, split: onlyTrain }),
    );
    const maker = await openMaker(several, await readPlan(several));
    expect(new Set([maker.text(0), maker.text(1)])).toEqual(new Set(['12/7', '5 /7']));
    writeFileSync(join(several, 'list-b.txt'), '8\n');
    await expect(openMaker(several, await readPlan(several))).rejects.toThrow(
      "list-b.txt can't be used: it was changed after the data set was planned",
    );
  });

  it('makes nothing by a plan that planning would have refused', async () => {
    const refused = join(folder, 'refused');
    const lists = new Map([['numbers', ['7']]]);
    await writePlanned(refused, await planDataset({ ...request, lists, split: onlyTrain }));
    const plan = await readPlan(refused);
    const open = async (parts: Partial<PlanParts>) => {
      await writePlan(refused, sealed({ ...plan, ...parts }));
      return openMaker(refused, await readPlan(refused));
    };
    const split = { train: 1, val: 1, test: 1 };
    await expect(open({ split })).rejects.toThrow('3 parts that share none need one each');
    const long = open({ grammar: { number: '7{256}' } });
    await expect(long).rejects.toThrow('numbers of up to 256 characters');
    const none = open({ split: { train: 0, val: 0, test: 0 } });
    await expect(none).rejects.toThrow('"split" must have a strip');
  });

  it('needs room on the disk where it will lie, and is not asked again once it is planned', async () => {
    const place = join(folder, 'full', 'disk');
    const cli: Pick<Cli, 'now'> & { output: Pick<Cli['output'], 'remark'> } = {
      now: Date.now,
      output: { remark: () => {} },
    };
    const plan = (space: boolean) => writeNewPlan(cli as Cli, request, { folder: place, space });
    await expect(plan(true)).rejects.toThrow(`There is not enough space in ${place}: `);
    await plan(false);
    expect((await plan(true)).planned.plan.sha256).toBe((await readPlan(place)).sha256);
  });

  it('writes a manifest, a card and pictures of some strips', async () => {
    const manifest = JSON.parse(readFileSync(join(set, 'dataset.json'), 'utf8'));
    expect(manifest).toMatchObject({ count: 12, shards: 4, bank: { labels: 'made up' } });
    const stands = hardTexts.length * 3;
    const atFirst = Object.values<number[]>(manifest.coverage).map(([first = 0]) => first);
    expect(atFirst.reduce((sum, count) => sum + count, 0)).toBe(stands);
    const card = readFileSync(join(set, 'README.md'), 'utf8');
    expect(card).toContain('# 12 handwritten numbers');
    expect(card).toContain('The parts share no number and no hand and no digit of the bank.');
    expect(existsSync(join(set, 'samples.png'))).toBe(true);
  });

  it('counts how often each digit of the bank was used, none of them in two parts', () => {
    const [names, ...rows] = readFileSync(join(set, 'digits.csv'), 'utf8').trimEnd().split('\n');
    expect(names).toBe('digit,label,hand,train,val,test');
    const digits = rows.map((row) => row.split(',').map(Number));
    const written = hardTexts.join('').replace(/\D/g, '').length * 3;
    const uses = digits.map(([, , , ...counts]) => counts.filter((count) => count > 0));
    expect(uses.flat().reduce((sum, count) => sum + count, 0)).toBe(written);
    expect(uses.every(({ length }) => length === 1)).toBe(true);
    for (const [digit = 0, label, hand = 0] of digits) {
      expect(digit).toBe((hand - 100) * 10 + (label ?? 0));
    }
    const { use } = JSON.parse(readFileSync(join(set, 'dataset.json'), 'utf8'));
    expect(use).toMatchObject({ digits: { of: 200, shared: 0 }, hands: { of: 20, shared: 0 } });
    expect(use.digits.used.train + use.digits.used.val + use.digits.used.test).toBe(rows.length);
  });

  it('shows a strip again', async () => {
    const out = join(folder, 'strip.png');
    const { stdout } = await dataset('show', set, '--sample', '7', '--out', out);
    const said = JSON.parse(stdout);
    expect(hardTexts).toContain(said.text);
    expect(readFileSync(join(set, 'images', 'val', '000000007.png'))).toEqual(readFileSync(out));
    const beyond = await dataset('show', set, '--sample', '12');
    expect(beyond.stderr).toContain('--sample must be from 0 to 11');
  });

  it('finds each damaged file, and a plan that was changed', async () => {
    const whole = await dataset('verify', set);
    expect(whole.stdout).toContain(
      '12 of 12 strips are there, and every byte is as it was written',
    );
    expect(whole.code).toBe(0);
    const numbers = join(set, 'list-numbers.txt');
    const asPlanned = readFileSync(numbers);
    appendFileSync(numbers, '7\n');
    const changed = await dataset('verify', set);
    expect([changed.code, changed.stdout]).toEqual([1, expect.stringContaining(numbers)]);
    expect(changed.stdout).not.toContain('Mend it');
    writeFileSync(numbers, asPlanned);
    const marker = join(set, 'shards', 'val-000000.json');
    renameSync(marker, join(folder, 'marker.json'));
    symlinkSync(join(folder, 'marker.json'), marker);
    expect((await dataset('status', set)).stdout).toContain(`Damaged: val-000000 (${marker})`);
    renameSync(join(folder, 'marker.json'), marker);
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

import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { composingDefaults } from '../../../src-shared/config/composing.js';
import { looks } from '../../../src-shared/config/look.js';
import { sheetDefaults } from '../../../src-shared/config/sheet.js';
import { temporaryFolder } from '../../helpers/temporary-folder.js';
import { runMain } from './run-main.js';

const sheet = (folder: string, ...args: string[]) =>
  runMain(['compose', '--sheet', 'a4', '--seed', '7', '--out-dir', folder, ...args]);

test('all numbers stand in one PDF of the usual name', async () => {
  const folder = temporaryFolder();
  const run = await sheet(folder, '42', '--count', '250');
  const out = path.join(folder, 'numbers.pdf');
  expect(run.stdout).toBe(`Wrote ${out}: 250 numbers on 3 pages.\n`);
  expect(fs.readdirSync(folder)).toEqual(['numbers.pdf']);
  expect(run.fake.calls.filter(({ name }) => name === 'numbers.sheet')).toHaveLength(1);
  const input = run.input('numbers.sheet') as { numbers: object[] };
  expect(input).toMatchObject({
    ...{ format: 'pdf', sheet: sheetDefaults, look: looks.ink, page: 0 },
    model: '/data/runs/evening/generator',
  });
  expect(input.numbers).toHaveLength(250);
  expect(input.numbers[249]).toEqual({
    config: { ...composingDefaults, number: '42', seed: 256 },
  });
});

test('every option of a sheet is asked for', async () => {
  const run = await sheet(
    ...([temporaryFolder(), '--digits', '1-3', '--landscape', '--columns', '4'] as const),
    ...['--rows', 'auto', '--line-height', '9.5', '--labels', '--sheet', 'letter'],
  );
  expect(run.input('numbers.sheet')).toMatchObject({
    sheet: {
      ...{ page: 'letter', landscape: true, columns: 4, rows: null, lineHeight: 9.5, labels: true },
    },
    numbers: [{ config: { digits: 1 } }, { config: { digits: 2 } }, { config: { digits: 3 } }],
  });
});

test('in other formats a page is a file, on white where it is of pixels', async () => {
  const folder = temporaryFolder();
  const many = await sheet(folder, '42', '--count', '250', '--format', 'png');
  expect(many.stdout).toBe(
    `Wrote ${path.join(folder, 'numbers-1.png')} to numbers-3.png: 250 numbers on 3 pages.\n`,
  );
  expect(many.input('numbers.sheet')).toMatchObject({ look: { ...looks.ink, paper: '#ffffff' } });
  const pages = many.fake.calls.flatMap(({ input }) => (input as { page?: number }).page ?? []);
  expect(pages).toEqual([0, 1, 2]);
  const one = await sheet(folder, '42', '--format', 'svg', '--ink', 'navy');
  expect(one.stdout).toBe(`Wrote ${path.join(folder, 'numbers.svg')}: one number on one page.\n`);
  expect(one.input('numbers.sheet')).toMatchObject({ look: { ...looks.ink, ink: '#000080' } });
  expect(fs.readdirSync(folder).sort()).toEqual([
    ...['numbers-1.png', 'numbers-2.png', 'numbers-3.png', 'numbers.svg'],
  ]);
});

test('a name that was given has the page put in; the usual one replaces nothing', async () => {
  const folder = temporaryFolder();
  const out = path.join(folder, 'times.table.png');
  const args = ['compose', '--sheet', 'a4', '42', '--count', '1000', '--seed', '1', '--json'];
  const { json } = await runMain([...args, '--out', out]);
  const files = Array.from({ length: 10 }, (_, page) =>
    path.join(folder, `times.table-${String(page + 1).padStart(2, '0')}.png`),
  );
  expect(json()).toMatchObject([
    {
      out: files[0],
      files,
      pages: 10,
      format: 'png',
      look: { ...looks.ink, paper: '#ffffff' },
      sheet: sheetDefaults,
      model: '/data/runs/evening/generator',
    },
  ]);
  expect((json()[0] as { numbers: object[] }).numbers[999]).toEqual({
    ...{ number: '42', seed: 1_000, hand: null },
  });
  expect(fs.readdirSync(folder)).toHaveLength(10);
  await sheet(folder, '42', '--count', '150', '--format', 'png');
  const again = await sheet(folder, '42', '--count', '150', '--format', 'png');
  expect(again.stdout).toContain(
    `${path.join(folder, 'numbers (2)-1.png')} to numbers (2)-2.png: 150 numbers on 2 pages.`,
  );
  expect(again.stderr).toContain('is there already and was kept.');
  expect(fs.readdirSync(folder)).toHaveLength(14);
});

test('several pages of pixels have no room where one file goes', async () => {
  const { code, stdout, stderr } = await runMain([
    ...['compose', '--sheet', 'a4', '42', '--count', '150', '--format', 'png', '--out', '-'],
  ]);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toContain('The numbers fill 2 pages, and beside - no file can lie: write a PDF');
});

test.each([
  [['--columns', '4'], /^digits: --columns is for pages of numbers: add --sheet a4/],
  [['--labels'], /^digits: --labels is for pages of numbers/],
  [['--line-height', '9'], /^digits: --line-height is for pages of numbers/],
  [['--sheet', 'a5'], /--sheet must be one of a4, letter, not "a5"/],
  [
    ['--sheet', 'a4', '--count', '1001'],
    /These are 1,001 numbers, and --sheet takes at most 1,000/,
  ],
  [['--sheet', 'a4', '--pattern', '{index}'], /--pattern names a file for each number, --sheet/],
  [['--sheet', 'a4', '--scale', '4'], /--scale is for a picture of one number; on a page/],
  [['--sheet', 'a4', '--height', '40'], /--height is for a picture of one number/],
  [['--sheet', 'a4', '--margin', '4'], /--margin is for a picture of one number/],
  [['--sheet', 'a4', '--no-smooth'], /A picture in PDF is made of drawn strokes/],
  [['--sheet', 'a4', '--out', 'n.csv'], /n\.csv ends in \.csv, which no picture is written as/],
])('42 %j is wrong usage', async (args, words) => {
  const { code, stderr, opened } = await runMain(['compose', '42', ...args]);
  expect({ code, opened }).toEqual({ code: 2, opened: 0 });
  expect(stderr).toMatch(words);
});

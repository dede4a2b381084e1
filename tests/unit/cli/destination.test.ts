import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { checkNumberText } from '../../../src-shared/config/number-text.js';
import { temporaryFolder } from '../../helpers/temporary-folder.js';
import { conditionalService } from './fake-service.js';
import { runMain } from './run-main.js';

const read = (folder: string, name: string) => fs.readFileSync(path.join(folder, name), 'utf8');

describe('a usual name', () => {
  test('replaces nothing: another number of the same name has its seed in it, and that is said', async () => {
    const folder = temporaryFolder();
    const compose = (number: string) =>
      runMain(['compose', '--number', number, '--seed', '1', '--out-dir', folder]);
    const long = '1'.repeat(69);
    for (const number of ['12/05', '12:05', '12 05', `${long}1`, `${long}2`]) await compose(number);
    expect(fs.readdirSync(folder).sort()).toEqual([
      `generated_number_${'1'.repeat(60)}.png`,
      `generated_number_${'1'.repeat(60)}_seed_1.png`,
      'generated_number_12_05.png',
      'generated_number_12_05_seed_1 (2).png',
      'generated_number_12_05_seed_1.png',
    ]);
    const usual = path.join(folder, 'generated_number_12_05.png');
    const again = await compose('12/05');
    expect(again.stdout).toContain(
      `Wrote ${path.join(folder, 'generated_number_12_05_seed_1 (3).png')}:`,
    );
    expect(again.stderr).toContain(`${usual} is there already and was kept.\n`);
  });

  test('is one each for commands that run at once', async () => {
    const folder = temporaryFolder();
    const args = ['compose', '--number', '42', '--out-dir', folder, '--json'];
    const runs = await Promise.all([1, 2, 3, 4].map(() => runMain(args)));
    const outs = runs.map(({ json }) => (json()[0] as { out: string }).out);
    expect(new Set(outs).size).toBe(4);
    expect(fs.readdirSync(folder).sort()).toEqual(outs.map((out) => path.basename(out)).sort());
  });

  test.each([
    [[], 'grid.png', 'grid (2).png'],
    [['--count', '2', '--format', 'npy'], 'digits.npy', 'digits (2).npy'],
    [['--count', '2', '--format', 'idx'], 'digits-idx3-ubyte', 'digits (2)-idx3-ubyte'],
  ])('of digits generate %j: %s, then %s', async (args, first, second) => {
    const folder = temporaryFolder();
    fs.writeFileSync(path.join(folder, first), 'kept');
    const run = await runMain(['generate', ...args, '--out', `${folder}/`]);
    expect(run.stdout).toContain(`Wrote ${path.join(folder, second)}:`);
    expect(run.stderr).toContain(`${path.join(folder, first)} is there already and was kept.`);
    expect(fs.readdirSync(folder).sort()).toEqual([first, second].sort());
    expect(read(folder, first)).toBe('kept');
  });

  test('has its labels beside it under the same number', async () => {
    const folder = temporaryFolder();
    fs.writeFileSync(path.join(folder, 'digits-idx1-ubyte'), 'kept');
    const args = ['generate', '--count', '2', '--format', 'idx', '--labels', '--out', `${folder}/`];
    const { stdout } = await runMain(args, { fake: conditionalService() });
    expect(stdout).toContain(`Wrote ${path.join(folder, 'digits (2)-idx1-ubyte')}: their labels.`);
    expect(fs.readdirSync(folder)).toHaveLength(3);
    expect(read(folder, 'digits-idx1-ubyte')).toBe('kept');
  });
});

describe('a name that was given', () => {
  test('may have something replaced', async () => {
    const out = path.join(temporaryFolder(), 'n.png');
    fs.writeFileSync(out, 'an older file');
    const { code, stderr } = await runMain(['compose', '--number', '4', '--out', out]);
    expect(code).toBe(0);
    expect(stderr).not.toContain('was kept');
    expect(fs.readFileSync(out).subarray(1, 4).toString()).toBe('PNG');
  });

  test('with a slash behind it is a folder', async () => {
    const root = temporaryFolder();
    const out = `${path.join(root, 'results')}/`;
    await runMain(['compose', '--number', '4', '--out', out]);
    await runMain(['compose', '--digits', '1-2', '--out', out]);
    await runMain(['generate', '--out', out]);
    await runMain(['generate', '--count', '1', '--out', `${out}single.npy/`]);
    expect(fs.readdirSync(out).sort()).toEqual([
      ...['generated_number_4.png', 'generated_number_with_1_digits.png'],
      ...['generated_number_with_2_digits.png', 'grid.png', 'numbers.csv', 'single.npy'],
    ]);
    expect(fs.readdirSync(path.join(out, 'single.npy'))).toEqual(['000000.png']);
  });

  test.each([
    ['a.npy', 'npy'],
    ['a.NPY', 'npy'],
    ['a-images-idx3-ubyte', 'idx'],
    ['a.idx', 'idx'],
    ['a', 'png'],
    ['a.d', 'png'],
  ])('says its format: single digits as %s are %s', async (name, format) => {
    const out = path.join(temporaryFolder(), name);
    const { json } = await runMain(['generate', '--count', '2', '--out', out, '--json']);
    expect(json()).toMatchObject([{ out, format }]);
  });

  test.each([
    [
      ['compose', '--number', '4', '--format', 'png', '--out', 'n.jpg'],
      'n.jpg ends in .jpg, but what is written is a PNG picture: choose a name that ends in .png.',
    ],
    [
      ['compose', '--number', '4', '--out', 'n.tif'],
      'n.tif ends in .tif, which no picture is written as: choose a name that ends in .png, .svg, .pdf, .jpg or .webp.',
    ],
    [['compose', '--number', '4', '--out', 'n.npy'], 'ends in .npy, which no picture'],
    [
      ['compose', '--number', '4', '--out-dir', 'n.png'],
      '--out-dir n.png ends in .png as a file does',
    ],
    [['generate', '--out', 'grid.JPEG'], 'ends in .jpeg'],
    [['generate', '--out', 'grid.npy'], 'a PNG picture'],
    [
      ['generate', '--count', '3', '--format', 'npy', '--out', 'n.png'],
      'a NumPy array: choose a name that ends in .npy',
    ],
    [['generate', '--count', '3', '--format', 'idx', '--out', 'n.npy'], 'ends in .npy'],
    [
      ['generate', '--count', '3', '--format', 'npy', '--out', 'x-idx3-ubyte'],
      'ends in idx3-ubyte',
    ],
    [['generate', '--count', '3', '--format', 'png', '--out', 'n.npy'], 'a folder of PNG pictures'],
    [
      ['generate', '--count', '3', '--out', 'n.png'],
      'a folder of PNG pictures (--format npy or idx writes one file): choose the name of a folder, or put a / behind it.',
    ],
    [['generate', '--count', '3', '--out', 'n.zip'], 'ends in .zip as a file does'],
    [['train', '--out', 'model.keras'], 'what is written is a run folder'],
    [['train-recogniser', '--out', 'model.json'], 'ends in .json as a file does'],
  ])('that says another one is wrong usage: %j', async (args, problem) => {
    const { code, stderr, opened } = await runMain(args);
    expect({ code, opened }).toEqual({ code: 2, opened: 0 });
    expect(stderr).toContain(problem);
    expect(stderr).toMatch(/^digits: --out(-dir)? [^\n]+\n$/);
  });
});

test.each([
  ['serve', '--host'],
  ['serve', '--allow-host'],
  ['train', '--out'],
  ['train', '--data'],
  ['train', '--config'],
  ['train', '--name'],
  ['generate', '--model'],
  ['generate', '--out'],
  ['compose', '--out'],
  ['compose', '--out-dir'],
  ['compose', '--model'],
  ['evaluate', '--model'],
  ['describe', '--model'],
  ['train-recogniser', '--out'],
])('digits %s %s "" is wrong usage, and nothing begins', async (command, flag) => {
  for (const value of ['', '  ']) {
    const { code, stderr, opened } = await runMain([command, flag, value]);
    expect({ code, opened }).toEqual({ code: 2, opened: 0 });
    expect(stderr).toMatch(
      new RegExp(`^digits: ${flag} (is empty, as a variable|must not be empty)`),
    );
  }
});

test('an empty argument is wrong usage', async () => {
  const { code, stderr, opened } = await runMain(['resume', '']);
  expect({ code, opened }).toEqual({ code: 2, opened: 0 });
  expect(stderr).toContain('The argument <run> is empty');
});

test.each(['−1 234–5', '１２．５', '12\u00a005', '1\u202f234', '\ufeff١٢٫٥\n', '१२५'])(
  '--number %j is written as the page writes it',
  async (typed) => {
    expect(checkNumberText(typed)).toBeNull();
    const out = path.join(temporaryFolder(), 'n.png');
    const run = await runMain(['compose', `--number=${typed}`, '--out', out]);
    expect(run.code).toBe(0);
    const { config } = run.input('number.compose') as { config: { number: string } };
    expect(config.number).toMatch(/^[-0-9., ]+$/);
  },
);

test('--number names a character that can not be seen', async () => {
  const { code, stderr } = await runMain(['compose', '--number', '12\u202e34']);
  expect(code).toBe(2);
  expect(stderr).toContain("U+202E right-to-left override at place 3 can't be written");
});

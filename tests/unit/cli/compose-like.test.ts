import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../../helpers/temporary-folder.js';
import type { fakeService } from './fake-service.js';
import { runMain } from './run-main.js';

const numbers = ({ fake }: { fake: ReturnType<typeof fakeService> }) =>
  fake.calls
    .filter(({ name }) => name === 'number.compose')
    .map(({ input }) => (input as { config: { number: string | null } }).config.number ?? '');

const like = (grammar: string, ...args: string[]) =>
  runMain(['compose', '--like', grammar, '--out-dir', temporaryFolder(), ...args]);

test('numbers of a grammar are written, by the seed the same again', async () => {
  const run = await like('[1-9]\\d{2}', '--count', '12', '--seed', '5');
  expect(run.code).toBe(0);
  expect(run.stderr).not.toContain('come again');
  const found = numbers(run);
  expect(new Set(found).size).toBe(12);
  expect(found.every((text) => /^[1-9]\d{2}$/.test(text))).toBe(true);
  expect(numbers(await like('[1-9]\\d{2}', '--count', '12', '--seed', '5'))).toEqual(found);
  expect(numbers(await like('[1-9]\\d{2}', '--count', '12', '--seed', '6'))).not.toEqual(found);
  // What `digits grammar` shows.
  const { json } = await runMain(['grammar', '[1-9]\\d{2}', '--seed', '5', '--json']);
  expect(json()).toMatchObject([{ examples: found.slice(0, 10) }]);
});

test('one without a count, of a ready grammar too', async () => {
  const found = numbers(await like('score'));
  expect(found).toEqual([expect.stringMatching(/^\d+\/20$/)]);
});

test('the lines of lists that the grammar names are written', async () => {
  const file = join(temporaryFolder(), 'prices.txt');
  writeFileSync(file, '19.99\n');
  const lists = ['--list', `a=${file}`, '--list', `b=${file}`];
  expect(numbers(await like('{list:a} {list:b}', ...lists))).toEqual(['19.99 19.99']);
});

test('a grammar that is used up is said', async () => {
  const run = await like('[12]', '--count', '5');
  expect(run.stderr).toContain('The grammar has 2 numbers: they come again.\n');
  expect(numbers(run)).toHaveLength(5);
});

test.each([
  [['--digits', '4'], /--like describes the numbers to write, and so does --digits: choose one\./],
  [['--number', '4'], /so does --number: choose one/],
  [['--list', 'x.txt'], /--list is a name and a file, such as prices=prices\.txt/],
  [['48'], /so does 48: choose one/],
])('beside it %j is refused', async (args, words) => {
  const { code, stderr, opened } = await like('\\d', ...args);
  expect({ code, opened }).toEqual({ code: 2, opened: 0 });
  expect(stderr).toMatch(words);
});

test('what is wrong with it is pointed at', async () => {
  const { code, stderr } = await like('12x');
  expect(code).toBe(2);
  expect(stderr).toMatch(
    /^digits: The grammar at place 3: "x" .* See digits compose --help\.\n {2}12x\n {4}\^\n$/,
  );
});

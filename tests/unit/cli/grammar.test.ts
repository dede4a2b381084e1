import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runMain } from './run-main.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'digits-grammar-'));
});
afterAll(() => rm(folder, { recursive: true }));

const written = async (name: string, content: string): Promise<string> => {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
};

test('says how many numbers there are and shows ten, without a service', async () => {
  const run = await runMain(['grammar', '\\d{4}-\\d{4}-\\d{3}{luhn}']);
  expect(run).toMatchObject({ code: 0, stderr: '', opened: 0 });
  const [first, second, blank, ...examples] = run.stdout.trimEnd().split('\n');
  expect(first).toBe('100,000,000,000 numbers of 14 characters.');
  expect(second).toBe('Each is drawn as often as any other, and none again before all have been.');
  expect(blank).toBe('');
  expect(examples).toHaveLength(10);
  expect(examples.every((text) => /^ {2}\d{4}-\d{4}-\d{4}$/.test(text))).toBe(true);
  const again = await runMain(['grammar', '\\d{4}-\\d{4}-\\d{3}{luhn}', '--seed', '0']);
  expect(again.stdout).toBe(run.stdout);
  const other = await runMain(['grammar', '\\d{4}-\\d{4}-\\d{3}{luhn}', '--seed', '1']);
  expect(other.stdout).not.toBe(run.stdout);
});

test('few numbers are all shown; what comes again is said', async () => {
  expect((await runMain(['grammar', '1[0-2]'])).stdout).toMatch(
    /^3 numbers of 2 characters\.\n.*\n\n( {2}1[0-2]\n){3}$/,
  );
  expect((await runMain(['grammar', '7'])).stdout).toMatch(/^One number of 1 character\.\n/);
  expect((await runMain(['grammar', '7|7'])).stdout).toContain('can be written in two ways');
  expect((await runMain(['grammar', '7@2|8'])).stdout).toContain('can come again at any time');
});

test('--json has the count in digits, which may be larger than a number of JSON', async () => {
  const { json } = await runMain(['grammar', '\\d{20}', '--json']);
  expect(json()).toEqual([
    {
      grammar: '\\d{20}',
      strings: '100000000000000000000',
      weighted: false,
      repeats: 'never',
      shortest: 20,
      longest: 20,
      seed: 0,
      examples: expect.arrayContaining([expect.stringMatching(/^\d{20}$/)]),
    },
  ]);
});

test('without a grammar, those that are ready, each of which is known by its name', async () => {
  const { stdout, code } = await runMain(['grammar']);
  expect(code).toBe(0);
  expect(stdout).toMatch(/^amount-eu +1\.234,56 +An amount as in most of Europe\.$/m);
  const { json } = await runMain(['grammar', '--json']);
  expect(json()).toMatchObject([
    {
      ready: expect.arrayContaining([
        expect.objectContaining({ name: 'card', example: '4539 1488 0343 6467' }),
      ]),
    },
  ]);
  expect((await runMain(['grammar', 'score'])).stdout).toMatch(/^21 numbers of 4 to 5 characters/);
});

test('a grammar of a file, and lists of files', async () => {
  const path = await written('meter.json', '{"number": "{a}/{a}", "parts": {"a": "[12]"}}');
  expect((await runMain(['grammar', path])).stdout).toMatch(/^4 numbers of 3 characters/);
  const prices = await written('prices.txt', '19.99\n4.50\n\n7\n');
  const list = ['--list', `prices=${prices}`];
  expect((await runMain(['grammar', '{list:prices} €', ...list])).stdout).toMatch(
    /^3 numbers of 3 to 7 characters/,
  );
});

test('what is wrong is pointed at', async () => {
  const { code, stderr, stdout } = await runMain(['grammar', '12{amount:xy}']);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toMatch(
    /^digits: The grammar at place 3: a range knows .*, not "xy"\. See digits grammar --help\.\n {2}12\{amount:xy\}\n {4}\^\n$/,
  );
  const json = await runMain(['grammar', '12x', '--json']);
  expect(json.json()).toMatchObject([
    { error: { code: 'BAD_INPUT', details: { grammar: '12x', at: 2 } } },
  ]);
});

test('bad lists and files are told in a sentence', async () => {
  const bad = await written('bad.txt', '12\nabc\n');
  const half = await written('half.json', '{"number": ');
  const other = await written('other.json', '{"digits": 3}');
  for (const [args, words] of [
    [['{list:a}', '--list', `a=${bad}`], /Line 2 of .*bad\.txt .*"a" \(U\+0061\)/],
    [['{list:a}', '--list', bad], /--list is a name and a file, such as prices=prices\.txt\./],
    [['{list:a}', '--list', `A=${bad}`], /must be a name of up to 40 small letters/],
    [['1', '--list', `a=${half}x`], /half\.jsonx/],
    [[half], /half\.json can't be read: it is not JSON, or only half of it\./],
    [[other], /The grammar: "number" is missing/],
    [[join(folder, 'none.json')], /none\.json/],
  ] as const) {
    const { code, stderr } = await runMain(['grammar', ...args]);
    expect(code).toBeGreaterThan(0);
    expect(stderr).toMatch(words);
    expect(stderr).toMatch(/^digits: [^\n]+\n( {2}[^\n]*\n){0,2}$/);
  }
});

import fs from 'node:fs';
import path from 'node:path';
import { Readable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { AppError } from '../../../src-shared/contract/errors.js';
import { temporaryFolder } from '../../helpers/temporary-folder.js';
import { fakeService } from './fake-service.js';
import { memoryStream, runMain, startMain } from './run-main.js';

const table = (folder: string, name = 'numbers.csv') =>
  fs.readFileSync(path.join(folder, name), 'utf8');

function listFile(content: string | Uint8Array): string {
  const file = path.join(temporaryFolder(), 'list.txt');
  fs.writeFileSync(file, content);
  return file;
}

/** Numbers and seeds that the service was asked for, in their order. */
const configs = ({ fake }: { fake: ReturnType<typeof fakeService> }) =>
  fake.calls
    .filter(({ name }) => name === 'number.compose')
    .map(({ input }) => (input as { config: { number: string | null; seed: number } }).config);

const numbers = (run: { fake: ReturnType<typeof fakeService> }) =>
  configs(run).map(({ number }) => number);

describe('a list', () => {
  test.each([
    ['\ufeff1,234.50\r\n\r\n  \n−5\r\n12:30', ['1,234.50', '-5', '12:30']],
    ['7', ['7']],
    ['1\r2\r', ['1', '2']],
    [Buffer.from('\ufeff4\r\n5\r\n', 'utf16le'), ['4', '5']],
  ])('%j has a number in each line', async (content, expected) => {
    const folder = temporaryFolder();
    const run = await runMain(['compose', '--list', listFile(content), '--out-dir', folder]);
    expect(run.code).toBe(0);
    expect(numbers(run)).toEqual(expected);
  });

  test('may come from standard input', async () => {
    const folder = temporaryFolder();
    const stdin = () => Readable.from([Buffer.from('1\n2'), Buffer.from('3\n4\n')]);
    const args = ['compose', '--list', '-', '--out-dir', folder];
    const run = await runMain(args, { surroundings: { stdin } });
    expect(numbers(run)).toEqual(['1', '23', '4']);
  });

  test('is written with seeds that follow one another, and a table beside the pictures', async () => {
    const folder = path.join(temporaryFolder(), 'many');
    const list = listFile('1,234.50\n7\n7\n');
    const run = await runMain(['compose', '--list', list, '--seed', '9', '--out-dir', folder]);
    expect(configs(run).map(({ seed }) => seed)).toEqual([9, 10, 11]);
    expect(table(folder)).toBe(
      [
        'file,number,seed,hand,width,height',
        '"generated_number_1,234.50.png","1,234.50",9,,160,28',
        'generated_number_7_seed_10.png,7,10,,20,28',
        'generated_number_7_seed_11.png,7,11,,20,28\n',
      ].join('\n'),
    );
    expect(fs.readdirSync(folder)).toHaveLength(4);
    expect(run.stdout).toContain(`Wrote ${path.join(folder, 'numbers.csv')}: what each of the 3`);
  });

  test.each([
    ['1\n\n4x\n', /^digits: Line 3 of .*list\.txt can hold the digits 0 to 9.* "x".* at place 2/],
    ['1\n..\n', /Line 2 of .* must hold at least one digit/],
    ['\n \n', /list\.txt holds no numbers: write one in each line/],
    ['1\n'.repeat(100_001), /holds more than 100,000 numbers: write them in parts/],
  ])('%#: what is no list is refused before anything is drawn', async (content, words) => {
    const folder = path.join(temporaryFolder(), 'none');
    const { code, stderr, opened } = await runMain([
      ...['compose', '--list', listFile(content), '--out-dir', folder],
    ]);
    expect({ code, opened, made: fs.existsSync(folder) }).toEqual({
      ...{ code: 2, opened: 0, made: false },
    });
    expect(stderr).toMatch(words);
  });

  test('that is not there, or is a folder, is told', async () => {
    const folder = temporaryFolder();
    const missing = await runMain(['compose', '--list', path.join(folder, 'no.txt')]);
    expect(missing).toMatchObject({ code: 1, opened: 0 });
    expect(missing.stderr).toContain('no.txt does not exist.');
    const { stderr } = await runMain(['compose', '--list', folder]);
    expect(stderr).toContain(`${folder} can't be read: it is a folder, not a file.`);
  });
});

describe('--count', () => {
  test('writes a number so many times, in the hand that was asked for', async () => {
    const folder = temporaryFolder();
    const args = ['compose', '42', '--count', '3', '--seed', '7', '--hand', '5'];
    const run = await runMain([...args, '--out-dir', folder]);
    expect(configs(run)).toMatchObject([
      { number: '42', seed: 7, hand: 5 },
      { number: '42', seed: 8, hand: 5 },
      { number: '42', seed: 9, hand: 5 },
    ]);
    expect(fs.readdirSync(folder).sort()).toEqual([
      ...[7, 8, 9].map((seed) => `generated_number_42_seed_${seed}.png`),
      'numbers.csv',
    ]);
  });

  test('writes so many of any numbers of each length', async () => {
    const args = ['compose', '--digits', '2-3', '--count', '2', '--seed', '1'];
    const run = await runMain([...args, '--out-dir', temporaryFolder()]);
    expect(configs(run)).toMatchObject([
      { number: null, digits: 2, seed: 1 },
      { number: null, digits: 2, seed: 2 },
      { number: null, digits: 3, seed: 3 },
      { number: null, digits: 3, seed: 4 },
    ]);
  });

  test('of one is one number, as without it', async () => {
    const folder = temporaryFolder();
    await runMain(['compose', '42', '--count', '1', '--out-dir', folder]);
    expect(fs.readdirSync(folder)).toEqual(['generated_number_42.png']);
  });
});

describe('names', () => {
  const named = async (pattern: string, ...args: string[]) => {
    const folder = temporaryFolder();
    const usual = ['compose', '--seed', '7', '--pattern', pattern, '--out-dir', folder];
    const run = await runMain([...usual, ...args]);
    expect(run.stderr).not.toContain('digits: ');
    return fs.readdirSync(folder).filter((name) => name !== 'numbers.csv');
  };

  test.each([
    ['{index} {number}', ['--digits', '1-10'], ['01 0.png', '02 01.png']],
    ['{seed}-{digits}', ['--digits', '3-4'], ['7-3.png', '8-4.png']],
    ['{number}', ['12/05', '--count', '2'], ['12_05_seed_7.png', '12_05_seed_8.png']],
    ['{hand}_{index}', ['4', '--count', '2', '--hand', 'each'], ['each_1.png', 'each_2.png']],
    ['n.{index}', ['4', '--count', '2', '--format', 'svg'], ['n.1.svg', 'n.2.svg']],
    ['{index}.jpeg', ['4', '--count', '2', '--format', 'jpg'], ['1.jpg', '2.jpg']],
    ['fünf', ['5'], ['fünf.png']],
  ])('of the pattern %s', async (pattern, args, expected) => {
    expect(await named(pattern, ...args)).toEqual(expect.arrayContaining(expected));
  });

  test('that any numbers come to share replace nothing', async () => {
    // The double draws the same digits for every seed.
    const names = await named('{number}', '--digits', '2', '--count', '3');
    expect(names.sort()).toEqual(['01.png', '01_seed_8.png', '01_seed_9.png']);
  });

  test('that are there already get the seed, then a count, and it is said once', async () => {
    const folder = temporaryFolder();
    const write = () =>
      runMain(['compose', '--list', listFile('1\n2\n'), '--seed', '7', '--out-dir', folder]);
    await write();
    const again = await write();
    expect(again.stderr).toContain('2 names were taken already; what was there was kept.\n');
    await write();
    expect(fs.readdirSync(folder).sort()).toEqual([
      'generated_number_1.png',
      'generated_number_1_seed_7 (2).png',
      'generated_number_1_seed_7.png',
      'generated_number_2.png',
      'generated_number_2_seed_8 (2).png',
      'generated_number_2_seed_8.png',
      ...['numbers (2).csv', 'numbers (3).csv', 'numbers.csv'],
    ]);
    expect(table(folder, 'numbers (2).csv')).toContain('generated_number_2_seed_8.png,2,8,');
  });

  test.each([
    ['../{number}', /--pattern can't hold "\/"/],
    ['a/{number}', /--pattern can't hold "\/"/],
    ['..', /--pattern must not begin with a dot/],
    ['con', /--pattern must not be "con"/],
    ['{numbr}', /--pattern can hold \{number\} .* and not \{numbr\}/],
    ['{number', /and not \{\./],
    ['{number}.svg', /--pattern \{number\}\.svg ends in \.svg, but what is written is a PNG/],
    ['x'.repeat(250), /makes a name that can't be used: it must be shorter/],
  ])('that no file can have are refused: %s', async (pattern, words) => {
    const folder = temporaryFolder();
    const args = ['compose', '4', '--pattern', pattern, '--out-dir', folder];
    const { code, stderr, opened } = await runMain(args);
    expect({ code, opened }).toEqual({ code: 2, opened: 0 });
    expect(stderr).toMatch(words);
  });
});

describe('what ends a series before its end', () => {
  test('an interruption keeps what is written, with a table of it', async () => {
    const folder = temporaryFolder();
    const usual = fakeService();
    const fake = fakeService({
      'number.compose': async (request) => {
        if (request.config.seed > 8) {
          running.signals.emit('SIGINT', 'SIGINT');
          await new Promise(() => {});
        }
        return usual.service.call['number.compose'](request);
      },
    });
    const args = ['compose', '42', '--count', '5', '--seed', '7', '--out-dir', folder];
    const running = startMain(args, { fake });
    expect(await running.code).toBe(130);
    expect(running.stderr()).toContain(
      `digits: Interrupted: 2 of 5 numbers were written, and ${path.join(folder, 'numbers.csv')} lists them.\n`,
    );
    expect(table(folder).split('\n')).toHaveLength(4);
    expect(fs.readdirSync(folder)).toHaveLength(3);
    expect(fake.state).toMatchObject({ killed: 1, closed: 1 });
  });

  test('a failure too, and it is told as it is', async () => {
    const folder = temporaryFolder();
    const usual = fakeService();
    const fake = fakeService({
      'number.compose': (request) => {
        if (request.config.number !== '3') return usual.service.call['number.compose'](request);
        throw new AppError('INVALID_MODEL', 'This model writes no legible 3.');
      },
    });
    const args = ['compose', '--list', listFile('1\n2\n3\n4\n'), '--out-dir', folder];
    const { code, stderr } = await runMain(args, { fake });
    expect(code).toBe(1);
    expect(stderr).toContain('digits: This model writes no legible 3.');
    expect(table(folder).split('\n')).toHaveLength(4);
  });

  test('before the first number, there is nothing', async () => {
    const folder = path.join(temporaryFolder(), 'none');
    const fake = fakeService({
      'number.compose': () => {
        throw new AppError('INVALID_MODEL', 'This model draws empty digits.');
      },
    });
    await runMain(['compose', '--digits', '1-3', '--out-dir', folder], { fake });
    expect(fs.existsSync(folder)).toBe(false);
  });
});

test('a series of over two seconds shows how far it is and how long it takes', async () => {
  let clock = 0;
  const usual = fakeService();
  const fake = fakeService({
    'number.compose': (request) => {
      clock += 1_500;
      return usual.service.call['number.compose'](request);
    },
  });
  const { stream, text } = memoryStream({ isTTY: true });
  const args = ['compose', '42', '--count', '4', '--out-dir', temporaryFolder()];
  await runMain(args, { fake, surroundings: { stderr: stream, now: () => clock } });
  expect(text()).not.toContain('1 of 4 numbers');
  expect(text()).toContain('2 of 4 numbers, 3 s left');
});

test.each([
  [['4', '--number', '5'], /4 and --number 5 are two numbers to write: choose one/],
  [['4', '--digits', '3'], /choose one/],
  [['4', '--list', 'x'], /--list has the numbers to write, and 4 is another: choose one/],
  [['--digits', '3', '--list', 'x'], /--list has the numbers to write, and --digits asks for any/],
  [['4', '--count', '3'], /These are 3 numbers, each in a file: add --out-dir .* or --sheet a4/],
  [['4', '--count', '3', '--out', 'n.png'], /These are 3 numbers/],
  [['4', '--count', '3', '--out', '-'], /These are 3 numbers/],
  [['4', '--count', '0'], /--count must be a whole number from 1 to 100000, not 0/],
  [['--digits', '1-2', '--count', '60000', '--out-dir', 'x'], /These are 120,000 numbers, and at/],
  [['4', '--out', 'n.png', '--pattern', '{index}'], /--out names the file, and --pattern too/],
  [['-1,5'], /'-1,5'\. A number that begins with a minus sign stands behind --number\. See/],
  [['--no-such'], /^digits: Unknown option '--no-such'\. See digits compose --help/],
  [['4x'], /^digits: The number can hold the digits 0 to 9.* "x".* at place 2 can't be written/],
  [['', '--out-dir', 'x'], /^digits: The number must hold at least one digit/],
])('%j is wrong usage', async (args, words) => {
  const { code, stderr, opened } = await runMain(['compose', ...args]);
  expect({ code, opened }).toEqual({ code: 2, opened: 0 });
  expect(stderr).toMatch(words);
});

test.each([
  [['48213'], '48213'],
  [['12/05 17:30'], '12/05 17:30'],
  [['-5'], '-5'],
  [['--', '-5'], '-5'],
  [['--', '-1,5'], '-1,5'],
  [['--number', '-5'], '-5'],
  [['--number', '-19.99 €'], '-19.99 €'],
  [['--number=-1,5'], '-1,5'],
])('%j writes %s', async (args, number) => {
  const out = path.join(temporaryFolder(), 'n.png');
  const run = await runMain(['compose', '--out', out, ...args]);
  expect(run.stderr).not.toContain('digits: ');
  expect(numbers(run)).toEqual([number]);
});

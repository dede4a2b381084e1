import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { composingDefaults, composingFields } from '../../../src-shared/config/composing.js';
import { looks } from '../../../src-shared/config/look.js';
import { handTraits } from '../../../src-shared/random/hands.js';
import { temporaryFolder } from '../../helpers/temporary-folder.js';
import { conditionalService, fakeService } from './fake-service.js';
import { memoryStream, runMain } from './run-main.js';

test('the defaults, the file name and what is told', async () => {
  const folder = temporaryFolder();
  const run = await runMain(['compose', '--seed', '11', '--out-dir', folder]);
  const out = path.join(folder, 'generated_number_with_4_digits.png');
  expect(run.code).toBe(0);
  expect(run.stdout).toBe(
    `Wrote ${out}: read as 0123, 80 x 28 pixels, seed 11.\nLooked at 1,234 digits, rejected 56 as illegible.\n`,
  );
  expect(run.stderr).toContain('the one that comes with the program');
  expect(fs.existsSync(out)).toBe(true);
  expect(run.input('number.compose')).toEqual({
    model: '/data/runs/evening/generator',
    config: { ...composingDefaults, seed: 11 },
    look: looks.network,
    format: 'png',
    search: expect.any(String),
  });
});

test('a number is written as it is given, under a name of its own', async () => {
  const folder = temporaryFolder();
  const compose = (...args: string[]) =>
    runMain(['compose', '--model', 'm', '--seed', '1', '--out-dir', folder, ...args]);
  const dated = await compose('--number', '007 1/2');
  expect(dated.stdout).toMatch(
    /^Wrote .*generated_number_007_1_2\.png: 140 x 28 pixels, seed 1\.\n/,
  );
  expect(dated.input('number.compose')).toMatchObject({
    config: { number: '007 1/2', legibility: 0.95 },
  });
  const below = await compose('--number=-5', '--legibility', 'off', '--json');
  expect(below.input('number.compose')).toMatchObject({
    config: { number: '-5', legibility: null },
  });
  expect(below.json()).toEqual([
    {
      out: path.join(folder, 'generated_number_-5.png'),
      seed: 1,
      number: '-5',
      hand: null,
      slant: null,
      strokeWidth: null,
      digits: 1,
      legibility: null,
      width: 40,
      height: 28,
      lookedAt: 1_234,
      rejected: 56,
      drawnAgain: 0,
      written: [{ index: 0, digit: 0, confidence: 0.96 }],
      boxes: [
        { text: '-', kind: 'mark', left: 0, top: 4, width: 20, height: 20 },
        { text: '5', kind: 'digit', left: 20, top: 4, width: 20, height: 20 },
      ],
      look: looks.network,
      format: 'png',
      model: '/data/runs/evening/generator',
    },
  ]);
  const apart = await compose('--number', '-5', '--out-dir', temporaryFolder());
  expect(apart.input('number.compose')).toMatchObject({ config: { number: '-5' } });
  const raw = await compose('--digits', '2', '--legibility', 'off');
  expect(raw.stdout).not.toContain('Looked at');
  expect(fs.readdirSync(folder)).toHaveLength(3);
});

/** A model that writes what is asked for, in the hand that the number asks for. */
const writer = (anew = 0) => {
  const fake = fakeService();
  return conditionalService({
    'number.compose': async (request) => {
      const number = await fake.service.call['number.compose'](request);
      const { seed, hand: choice } = request.config;
      const hand = choice === 'each' ? null : (choice ?? seed);
      const digits = number.digits.map((digit, i) => {
        const own = hand ?? seed + i;
        return { ...digit, asked: { label: digit.class, hand: own } };
      });
      return { ...number, hand, digits, lookedAt: digits.length + anew, rejected: anew };
    },
  });
};

test('a conditional model: what it wrote, whose hand it was, and what was written anew', async () => {
  const folder = temporaryFolder();
  const compose = async (anew: number, ...args: string[]) => {
    const usual = ['compose', '--digits', '3', '--seed', '11', '--out-dir', folder];
    const { stdout } = await runMain([...usual, ...args], { fake: writer(anew) });
    return stdout.replace(/^Wrote .*png: /, '');
  };
  expect(await compose(0)).toBe('012, 60 x 28 pixels, seed 11, hand 11.\n');
  expect(await compose(1, '--hand', '5')).toBe(
    '012, 60 x 28 pixels, seed 11, hand 5.\nOne digit was written anew: illegible, without ink or taken for another.\n',
  );
  expect(await compose(2_000, '--hand', 'each', '--legibility', 'off')).toBe(
    '012, 60 x 28 pixels, seed 11.\n2,000 digits were written anew: without ink.\n',
  );
  const run = await runMain(['compose', '--number', '48', '--out-dir', folder], { fake: writer() });
  expect(run.stdout).toMatch(/\.png: 40 x 28 pixels, seed \d+, hand \d+\.\n$/);
});

test('--hand, --slant and --stroke-width are asked for and told', async () => {
  const compose = async (...args: string[]) => {
    const out = path.join(temporaryFolder(), 'number.png');
    const usual = ['compose', '--number', '48', '--seed', '11', '--out', out, '--json'];
    const run = await runMain([...usual, ...args], { fake: writer() });
    return { config: run.input('number.compose'), told: run.json() };
  };
  const usual = await compose();
  expect(usual.config).toMatchObject({ config: { hand: null, slant: null, strokeWidth: null } });
  expect(usual.told).toMatchObject([
    {
      number: '48',
      hand: 11,
      ...handTraits(11),
      written: [{ asked: { label: 0, hand: 11 } }, { asked: { label: 1, hand: 11 } }],
    },
  ]);
  const leaning = await compose('--hand', '5', '--slant', '-1.5', '--stroke-width', '2');
  expect(leaning.config).toMatchObject({ config: { hand: 5, slant: -1.5, strokeWidth: 2 } });
  expect(leaning.told).toMatchObject([{ hand: 5, slant: -1.5, strokeWidth: 2 }]);
  const each = await compose('--hand', 'each', '--slant', '1');
  expect(each.config).toMatchObject({ config: { hand: 'each', slant: 1, strokeWidth: null } });
  expect(each.told).toMatchObject([
    { hand: null, slant: 1, strokeWidth: null, written: [{}, { asked: { hand: 12 } }] },
  ]);
});

test('any number of a series has the hand of its own seed', async () => {
  const folder = temporaryFolder();
  const args = ['compose', '--digits', '1-3', '--seed', '7', '--out-dir', folder, '--json'];
  const { json } = await runMain(args, { fake: writer() });
  expect(json()).toMatchObject([
    { number: '0', seed: 7, hand: 7 },
    { number: '01', seed: 8, hand: 8 },
    { number: '012', seed: 9, hand: 9 },
  ]);
});

test.each([
  [
    ['--number', '4x'],
    `--number can hold the digits 0 to 9, blanks and . , - / : ' + × = % # ( ) $ € £ ¥ and nothing else: "x" (U+0078) at place 2`,
  ],
  [['--number', ''], '--number must hold at least one digit.'],
  [['--number', '4', '--digits', '3'], 'choose one.'],
  [['--hand', '-1'], '--hand must be a whole number from 0 to 4294967295, or each, not -1.'],
  [['--hand', 'Each'], '--hand must be a whole number from 0 to 4294967295, or each, not "Each".'],
  [['--slant', '4'], '--slant must be a number from -3 to 3, not 4.'],
  [['--stroke-width', 'wide'], '--stroke-width must be a number from -3 to 3, not "wide".'],
  [['--grouping', 'chinese'], '--grouping must be one of thousands, indian, not "chinese".'],
  [['--legibility', '1.1'], '--legibility must be a number from 0 to 1, or off, not 1.1.'],
])('%j is wrong usage', async (args, problem) => {
  const { code, stderr, opened } = await runMain(['compose', ...args]);
  expect({ code, opened }).toEqual({ code: 2, opened: 0 });
  expect(stderr).toContain(problem);
});

test('a search of over two seconds shows how far it is, a shorter one nothing', async () => {
  let clock = 0;
  const compose = async (milliseconds: number) => {
    const fake = fakeService();
    const { call } = fake.service;
    const slow = {
      ...call,
      'number.compose': async (input: Parameters<(typeof call)['number.compose']>[0]) => {
        clock += milliseconds;
        return call['number.compose'](input);
      },
    };
    const { stream, text } = memoryStream({ isTTY: true });
    const out = path.join(temporaryFolder(), 'number.png');
    await runMain(['compose', '--model', 'm', '--out', out], {
      fake: { ...fake, service: { ...fake.service, call: slow } },
      surroundings: { stderr: stream, now: () => clock },
    });
    expect(fake.pages.size).toBe(0);
    return text();
  };
  expect(await compose(1_900)).toBe('');
  expect(await compose(2_100)).toContain('3 of 7 digits found among 2,500');
});

test('every field is an option; thousands spacing may be off', async () => {
  const out = path.join(temporaryFolder(), 'number.png');
  const run = await runMain([
    ...[
      'compose',
      '--model',
      'm',
      '--digits',
      '7',
      '--thousands-spacing',
      'off',
      '--min-spacing',
      '0',
    ],
    ...['--max-spacing', '2', '--ink-threshold', '1', '--seed', '3', '--out', out, '--json'],
  ]);
  expect(run.stderr).toBe('');
  expect(run.input('number.compose')).toMatchObject({
    config: {
      digits: 7,
      thousandsSpacing: null,
      minSpacing: 0,
      maxSpacing: 2,
      inkThreshold: 1,
      seed: 3,
    },
  });
  expect(run.json()).toMatchObject([{ out, seed: 3, digits: 7, width: 140, height: 28 }]);
  expect(fs.existsSync(out)).toBe(true);
});

const bounded = Object.values(composingFields).filter((field) => field.kind === 'number');

test.each(bounded)('$flag refuses what is out of bounds', async (field) => {
  for (const value of [String(field.min - 1), String(field.max + 1), 'x']) {
    const { code, stderr, opened } = await runMain(['compose', field.flag, value]);
    expect({ code, opened }).toEqual({ code: 2, opened: 0 });
    expect(stderr).toMatch(new RegExp(`^digits: ${field.flag} must be `));
  }
});

test('groups may be Indian, and gaps negative', async () => {
  const out = path.join(temporaryFolder(), 'number.png');
  const args = ['compose', '--model', 'm', '--number', '1234567', '--out', out];
  const usual = await runMain(args);
  expect(usual.input('number.compose')).toMatchObject({ config: { grouping: 'thousands' } });
  const chosen = ['--grouping', 'indian', '--min-spacing', '-8', '--max-spacing', '-2'];
  const run = await runMain([...args, ...chosen]);
  expect(run.input('number.compose')).toMatchObject({
    config: { grouping: 'indian', minSpacing: -8, maxSpacing: -2 },
  });
});

test('a series: a file a length, each with a seed of its own', async () => {
  const folder = path.join(temporaryFolder(), 'examples');
  const fake = fakeService();
  const { code, json } = await runMain(
    ['compose', '--digits', '1-15', '--seed', '4294967290', '--out-dir', folder, '--json'],
    { fake },
  );
  expect(code).toBe(0);
  expect(fs.readdirSync(folder)).toHaveLength(16);
  expect(fs.existsSync(path.join(folder, 'numbers.csv'))).toBe(true);
  expect(fs.existsSync(path.join(folder, 'generated_number_with_15_digits.png'))).toBe(true);
  expect(json()).toHaveLength(15);
  expect(json()[6]).toMatchObject({ digits: 7, seed: 0 });
  expect(fake.state.closed).toBe(1);
});

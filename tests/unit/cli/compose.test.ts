import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { composingDefaults, composingFields } from '../../../src-shared/config/composing.js';
import { fakeService } from './fake-service.js';
import { runMain, temporaryDirectory } from './run-main.js';

test('the defaults, the file name and what is told', async () => {
  const folder = temporaryDirectory();
  const run = await runMain(['compose', '--seed', '11', '--out-dir', folder]);
  const out = path.join(folder, 'generated_number_with_4_digits.png');
  expect(run.code).toBe(0);
  expect(run.stdout).toBe(`Wrote ${out}: 80 x 28 pixels, seed 11.\n`);
  expect(run.stderr).toContain('the one that comes with the program');
  expect(fs.existsSync(out)).toBe(true);
  expect(run.input('number.compose')).toEqual({
    model: '/data/runs/evening/generator',
    config: { ...composingDefaults, seed: 11 },
  });
});

test('every field is an option; thousands spacing may be off', async () => {
  const out = path.join(temporaryDirectory(), 'number.png');
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

test.each(Object.values(composingFields))('$flag refuses what is out of bounds', async (field) => {
  for (const value of [String(field.min - 1), String(field.max + 1), 'x']) {
    const { code, stderr, opened } = await runMain(['compose', field.flag, value]);
    expect({ code, opened }).toEqual({ code: 2, opened: 0 });
    expect(stderr).toMatch(new RegExp(`^digits: ${field.flag} must be `));
  }
});

test('a series: a file a length, each with a seed of its own', async () => {
  const folder = path.join(temporaryDirectory(), 'examples');
  const fake = fakeService();
  const { code, json } = await runMain(
    ['compose', '--digits', '1-15', '--seed', '4294967290', '--out-dir', folder, '--json'],
    { fake },
  );
  expect(code).toBe(0);
  expect(fs.readdirSync(folder)).toHaveLength(15);
  expect(fs.existsSync(path.join(folder, 'generated_number_with_15_digits.png'))).toBe(true);
  expect(json()).toHaveLength(15);
  expect(json()[6]).toMatchObject({ digits: 7, seed: 0 });
  expect(fake.state.closed).toBe(1);
});

import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { visiblePresets } from '../../../src-shared/config/presets.js';
import {
  defaultProgressGrid,
  recipeFor,
  recipes,
  trainingFields,
} from '../../../src-shared/config/training.js';
import { temporaryFolder } from '../../helpers/temporary-folder.js';
import { startedEvent } from './fake-service.js';
import { runMain } from './run-main.js';

const request = async (...args: string[]) => {
  const run = await runMain(['train', ...args]);
  expect(run).toMatchObject({ code: 0 });
  return run.input('training.start');
};

test('every field is an option, with its bounds and its recipes in the help', async () => {
  const { stdout } = await runMain(['train', '--help']);
  const help = stdout.replace(/\s+/g, ' ');
  for (const field of Object.values(trainingFields)) {
    expect(help).toContain(field.kind === 'flag' ? `${field.flag} ` : `${field.flag} <`);
    if (field.kind === 'number') expect(help).toContain(`(${field.min} to ${field.max}`);
  }
  expect(help).toContain('(1 to 10000 epochs; default 20; original 50)');
  expect(help).toContain('(gan, conditional; default conditional; original gan)');
  expect(help).toContain('(0 to 10; default 0.5; original 0; tuned as gan 8)');
  expect(help).toContain('(0 to 1; default 1; original 0; tuned as gan 0.875)');
  const { gan, conditional } = defaultProgressGrid;
  expect(help).toContain(
    `(default ${gan.rows}x${gan.columns}; conditional ${conditional.rows}x${conditional.columns}, `,
  );
  for (const { name } of visiblePresets) expect(help).toContain(`${name}: `);
  expect(help).toContain('tiny: for tests only');
});

const valueFields = Object.values(trainingFields).flatMap((field) =>
  field.kind === 'flag' ? [] : [field],
);

test.each(valueFields)('$flag refuses what is out of its bounds', async (field) => {
  const wrong =
    field.kind === 'choice'
      ? ['', 'other']
      : [String(field.min - 1), String(field.max * 2), '', '0x1', 'x'];
  for (const value of wrong) {
    const { code, stderr, opened } = await runMain(['train', field.flag, value]);
    expect({ code, opened }).toEqual({ code: 2, opened: 0 });
    expect(stderr).toMatch(new RegExp(`^digits: ${field.flag} must be .* not `));
  }
});

test('options become the request, and what was not given is left to the service', async () => {
  expect(await request()).toEqual({ config: {} });
  expect(
    await request(
      ...[
        '--preset',
        'tiny',
        '--recipe',
        'original',
        '--epochs',
        '3',
        '--seed',
        '0',
        '--dropout',
        '.25',
      ],
      ...[
        '--initializer',
        'normal',
        '--precision',
        'float32',
        '--data',
        'mine',
        '--limit-images',
        '500',
      ],
      ...[
        '--max-steps',
        '9',
        '--progress-grid',
        '2x3',
        '--name',
        'evening',
        '--out',
        'runs/a',
        '--force',
      ],
    ),
  ).toEqual({
    preset: 'tiny',
    recipe: 'original',
    config: { epochs: 3, seed: 0, dropout: 0.25, initializer: 'normal', precision: 'float32' },
    dataPath: path.resolve('mine'),
    limitImages: 500,
    maxSteps: 9,
    progressGrid: { rows: 2, columns: 3 },
    name: 'evening',
    folder: path.resolve('runs/a'),
    force: true,
  });
});

test('--conditional is short for --kind conditional', async () => {
  const conditional = { config: { kind: 'conditional' } };
  expect(await request('--conditional')).toEqual(conditional);
  expect(await request('--kind', 'conditional', '--conditional')).toEqual(conditional);
  expect(await request('--kind', 'gan')).toEqual({ config: { kind: 'gan' } });
});

test('--transpose and --invert are on, off, or as the file of --config has them', async () => {
  expect(await request('--transpose', '--invert')).toEqual({
    config: { transpose: true, invert: true },
  });
  const file = configFile({ transpose: true, invert: true });
  const turned = { config: { transpose: true, invert: false } };
  expect(await request('--config', file, '--no-invert')).toEqual(turned);
});

test('--learning-rate sets both; a specific one wins', async () => {
  expect(await request('--generator-learning-rate', '1e-3', '--learning-rate', '1e-5')).toEqual({
    config: { generatorLearningRate: 1e-3, discriminatorLearningRate: 1e-5 },
  });
  expect(await runMain(['train', '--learning-rate', '2'])).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/--learning-rate must be a number from 1e-7 to 1, not 2\./),
  });
});

test.each(['4', '4x', '0x4', '21x1', 'axb'])('--progress-grid %s is refused', async (grid) => {
  const { code, stderr } = await runMain(['train', '--progress-grid', grid]);
  expect(code).toBe(2);
  expect(stderr).toMatch(/--progress-grid must be rows x columns/);
});

test('--preset names those that there are when it is wrong', async () => {
  const { code, stderr } = await runMain(['train', '--preset', 'large']);
  expect(code).toBe(2);
  expect(stderr).toContain('--preset must be one of classic, balanced, compact, tiny, not "large"');
});

function configFile(content: unknown): string {
  const file = path.join(temporaryFolder(), 'config.json');
  fs.writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
}

test('--config: options win over the file, also --learning-rate', async () => {
  const file = configFile({ preset: 'balanced', epochs: 5, generatorLearningRate: 0.5, seed: 3 });
  expect(await request('--config', file, '--epochs', '6', '--learning-rate', '0.1')).toEqual({
    preset: 'balanced',
    config: { epochs: 6, seed: 3, generatorLearningRate: 0.1, discriminatorLearningRate: 0.1 },
  });
});

test('--config takes a run.json: its config, preset and recipe', async () => {
  const config = { ...recipes.tuned, seed: 9, epochs: 2 };
  const file = configFile({ ...startedEvent, formatVersion: 1, name: 'evening', config, app: '1' });
  expect(await request('--config', file, '--preset', 'classic')).toEqual({
    preset: 'classic',
    recipe: 'tuned',
    config,
  });
  // Under another recipe only what the run had changed is kept.
  expect(await request('--config', file, '--recipe', 'original')).toEqual({
    preset: 'compact',
    recipe: 'original',
    config: { seed: 9, epochs: 2 },
  });
});

test('--config takes a run.json of an earlier version for what it was, not for what the recipe is now', async () => {
  const { guidanceGrowth: _, ...earlier } = { ...recipes.tuned, seed: 9, guidance: 1 };
  const file = configFile({ ...startedEvent, formatVersion: 1, config: earlier });
  expect(await request('--config', file)).toMatchObject({
    config: { ...earlier, guidanceGrowth: 0 },
  });
});

test('--config takes a run.json from before there were kinds for a gan, with its guidance', async () => {
  const { kind: _, traitWeight: _weight, ...earlier } = { ...recipeFor('tuned', 'gan'), seed: 9 };
  const file = configFile({ ...startedEvent, formatVersion: 1, config: earlier });
  const whole = { ...earlier, kind: 'gan', traitWeight: 0 };
  expect(await request('--config', file)).toMatchObject({ config: whole });
  expect(await request('--config', file, '--kind', 'gan')).toMatchObject({ config: whole });
});

test('under another kind only what the run had changed is kept, which its own recipe did not set', async () => {
  const kinds = ['gan', 'conditional'] as const;
  for (const [kind, other] of [kinds, kinds.toReversed()] as [(typeof kinds)[number], string][]) {
    const config = { ...recipeFor('tuned', kind), seed: 9, epochs: 2 };
    const file = configFile({ ...startedEvent, formatVersion: 1, config });
    const changed = {
      preset: 'compact',
      recipe: 'tuned',
      config: { seed: 9, epochs: 2, kind: other },
    };
    expect(await request('--config', file, '--kind', other)).toEqual(changed);
    expect(await request('--config', file, '--kind', kind)).toMatchObject({ config });
  }
  // A kind that the recipe does not have by itself was chosen: another recipe keeps it.
  const file = configFile({
    ...startedEvent,
    formatVersion: 1,
    config: { ...recipeFor('original', 'conditional'), seed: 9 },
    recipe: 'original',
  });
  expect(await request('--config', file, '--recipe', 'tuned')).toMatchObject({
    recipe: 'tuned',
    config: { kind: 'conditional', seed: 9 },
  });
});

test.each([
  ['{', 'is not JSON'],
  ['[1]', 'does not hold a JSON object'],
  [
    { epoch: 3 },
    'no training field: epoch. Did you mean epochs? Known are: preset, recipe, kind, epochs',
  ],
  [{ epochs: 0 }, '--epochs must be a whole number from 1 to 10000, not 0'],
  [{ epochs: '3' }, 'not "3"'],
  [{ preset: 'huge' }, 'names a preset that there is not'],
  [{ config: { epochs: 1 }, recipe: 5 }, 'names a recipe that there is not'],
])('--config with %j is refused, naming the file', async (content, words) => {
  const file = configFile(content);
  const { code, stderr, opened } = await runMain(['train', '--config', file]);
  expect({ code, opened }).toEqual({ code: 2, opened: 0 });
  expect(stderr).toContain(words);
  expect(stderr).toContain(file);
});

test('--config that is not there is 1', async () => {
  expect(await runMain(['train', '--config', '/no/such.json'])).toMatchObject({
    code: 1,
    stderr: 'digits: /no/such.json does not exist.\n',
  });
});

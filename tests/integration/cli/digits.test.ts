import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../../helpers/temporary-folder.js';

const launcher = fileURLToPath(new URL('../../../src-main/setup/digits.mjs', import.meta.url));
const tiny = ['--preset', 'tiny', '--batch-size', '16', '--noise-dim', '10', '--seed', '4'];

/** Starts the real program with a data directory of its own. */
function digits(data: string, ...args: string[]) {
  const child = spawn(process.execPath, [launcher, ...args], {
    cwd: data,
    env: { ...process.env, DIGITS_DATA_DIR: data },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const told = { stdout: '', stderr: '' };
  child.stdout.on('data', (text) => {
    told.stdout += String(text);
  });
  child.stderr.on('data', (text) => {
    told.stderr += String(text);
  });
  const end = new Promise<{ code: number | null; stdout: string; stderr: string }>((resolve) => {
    child.on('close', (code) => resolve({ code, ...told }));
  });
  return { child, told, end };
}

test('train, generate and compose, as the help says', async () => {
  const data = temporaryFolder();
  const run = (...args: string[]) => digits(data, ...args).end;
  const trained = await run(
    'train',
    ...tiny,
    '--epochs',
    '2',
    '--limit-images',
    '96',
    '--name',
    'a b',
  );
  expect(trained).toMatchObject({ code: 0, stderr: '' });
  expect(trained.stdout).toContain('Finished after 2 epochs, 12 steps.');
  expect(trained.stdout).toContain('digits compose --model "a b" --digits 4');
  for (const name of ['progress.gif', 'losses_plot.png', 'run.json']) {
    expect(existsSync(join(data, 'runs', 'a b', name))).toBe(true);
  }

  expect(await run('resume', 'a b')).toMatchObject({
    code: 0,
    stdout: expect.stringContaining('"a b" is finished'),
  });
  expect(await run('runs', '--json')).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/^\{"name":"a b".*"state":"finished".*\}\n$/),
  });

  const grid = await run('generate', '--seed', '5', '--rows', '2', '--columns', '2');
  expect(grid).toMatchObject({ code: 0, stdout: 'Wrote grid.png: 2 x 2 digits, seed 5.\n' });
  const first = readFileSync(join(data, 'grid.png'));
  await run('generate', '--seed', '5', '--rows', '2', '--columns', '2', '--model', 'a b');
  expect(readFileSync(join(data, 'grid.png')).equals(first)).toBe(true);

  await run('generate', '--count', '10', '--format', 'npy', '--seed', '5', '--out', 'ten.npy');
  await run('generate', '--count', '300', '--format', 'npy', '--seed', '5', '--out', 'many.npy');
  const pixels = (name: string) => readFileSync(join(data, name)).subarray(128);
  expect(
    pixels('many.npy')
      .subarray(0, 10 * 784)
      .equals(pixels('ten.npy')),
  ).toBe(true);

  const numbers = await run(
    'compose',
    '--digits',
    '1-3',
    '--out-dir',
    'examples',
    '--ink-threshold',
    '1',
  );
  expect(numbers.code).toBe(0);
  expect(readdirSync(join(data, 'examples'))).toHaveLength(3);
  expect(await run('describe', '--model', 'a b', '--json')).toMatchObject({ code: 0 });
});

test('Ctrl-C saves and is 130; a resume goes on from there', async () => {
  const data = temporaryFolder();
  const out = join(data, 'run');
  const args = [
    'train',
    ...tiny,
    '--epochs',
    '40',
    '--limit-images',
    '1600',
    '--out',
    out,
    '--json',
  ];
  const training = digits(data, ...args);
  await expect.poll(() => training.told.stdout, { timeout: 30_000 }).toContain('"kind":"step"');
  training.child.kill('SIGINT');
  const { code, stdout, stderr } = await training.end;
  expect(code).toBe(130);
  expect(stderr).toContain('Finishing the step and saving');
  const events = stdout
    .trimEnd()
    .split('\n')
    .map((line): Record<string, unknown> => JSON.parse(line));
  expect(events[0]).toMatchObject({ kind: 'started', folder: out });
  expect(events.at(-1)).toMatchObject({ kind: 'finished', state: 'stopped' });
  const stoppedAt = Number(events.at(-1)?.step);

  const more = await digits(data, 'resume', out, '--max-steps', String(stoppedAt + 5), '--json')
    .end;
  expect(more.code).toBe(0);
  expect(more.stdout).toContain(`"resumed":true`);
  expect(JSON.parse(more.stdout.trimEnd().split('\n').at(-1) ?? '')).toMatchObject({
    ...{ kind: 'finished', state: 'stopped', step: stoppedAt + 5 },
  });
});

test('a second Ctrl-C ends it at once, and a resume goes on', async () => {
  const data = temporaryFolder();
  const args = [
    'train',
    ...tiny,
    '--epochs',
    '40',
    '--limit-images',
    '1600',
    '--name',
    'x',
    '--json',
  ];
  const training = digits(data, ...args);
  await expect.poll(() => training.told.stdout, { timeout: 30_000 }).toContain('"kind":"step"');
  training.child.kill('SIGINT');
  training.child.kill('SIGTERM');
  expect((await training.end).code).toBe(130);
  const more = await digits(data, 'resume', 'x', '--max-steps', '3', '--json').end;
  expect(more).toMatchObject({ code: 0, stdout: expect.stringContaining('"kind":"finished"') });
});

test('errors of the real service: exit codes and words', async () => {
  const data = temporaryFolder();
  const run = (...args: string[]) => digits(data, ...args).end;
  expect(await run('generate')).toMatchObject({
    code: 1,
    stdout: '',
    stderr: expect.stringMatching(/^digits: There is no trained model yet\. [^\n]*\n$/),
  });
  expect(await run('train', '--name', '../x')).toMatchObject({ code: 2 });
  expect(await run('resume', 'none', '--json')).toMatchObject({
    code: 1,
    stdout: expect.stringMatching(/^\{"error":\{"code":"NOT_FOUND".*\}\}\n$/),
  });
});

test('a reader that goes away leaves no trace', async () => {
  const { child, told, end } = digits(temporaryFolder(), 'describe', '--preset', 'classic');
  child.stdout.destroy();
  expect(await end).toMatchObject({ code: 0 });
  expect(told.stderr).toBe('');
});

import { expect, test } from 'vitest';
import { createOutput } from '../../../src-main/cli/terminal/output.js';
import { AppError } from '../../../src-shared/contract/errors.js';
import { fakeService } from './fake-service.js';
import { memoryStream, runMain } from './run-main.js';

const hostile = '\u001b]0;owned\u0007\u009b2J\u202ename\nsecond';

test('whatever is printed, a terminal is told nothing by it', () => {
  const [stdout, stderr] = [memoryStream(), memoryStream()];
  const output = createOutput({ stdout: stdout.stream, stderr: stderr.stream });
  output.line(hostile);
  output.lines([hostile, 'plain']);
  output.json({ name: hostile });
  output.remark(hostile);
  const written = '\\u001b]0;owned\\u0007\\u009b2J\\u202ename\\nsecond';
  expect(stderr.text()).toBe(`${written}\n`);
  const [line, first, plain, json = ''] = stdout.text().split('\n');
  expect([line, first, plain]).toEqual([written, written, 'plain']);
  expect(json).not.toMatch(/[\p{Cc}\u202e]/u);
  expect(JSON.parse(json)).toEqual({ name: hostile });
});

test('an argument of 20 kB is not said back whole', async () => {
  const long = 'x'.repeat(20_000);
  for (const args of [
    ['train', '--seed', long],
    ['train', `--${long}`],
    ['compose', '--number', long],
    ['generate', '--classes', `${long} ${long}`],
    [long],
  ]) {
    const { code, stderr } = await runMain(args);
    expect(code).toBe(2);
    expect(stderr.length).toBeLessThan(2_200);
    expect(stderr).toMatch(/^digits: [^\n]+ --help\.\n$/);
  }
});

test('a message from elsewhere is one line, with --verbose too', async () => {
  const failing = { 'runs.list': () => Promise.reject(new AppError('INVALID_RUN', hostile)) };
  const { stderr } = await runMain(['runs', '--verbose'], { fake: fakeService(failing) });
  expect(stderr).not.toMatch(/[^\P{Cc}\n]/u);
});

test('a result on a full disk is told in words, once, and is no success', async () => {
  const failure = Object.assign(new Error('write ENOSPC'), { code: 'ENOSPC' });
  const { stream } = memoryStream({ failure });
  const { code, stderr } = await runMain(['--help'], { surroundings: { stdout: stream } });
  expect(code).toBe(1);
  expect(stderr).toMatch(/^digits: standard output can't be written: the disk is full\. .*\n$/);
});

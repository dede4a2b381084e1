import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, test, vi } from 'vitest';
import { completionScript } from '../../../src-main/cli/completion/scripts.js';
import { temporaryFolder } from '../../helpers/temporary-folder.js';
import { runMain } from './run-main.js';

beforeEach(() => {
  const data = temporaryFolder();
  for (const name of ['evening', 'two words']) {
    mkdirSync(join(data, 'runs', name), { recursive: true });
    writeFileSync(join(data, 'runs', name, 'run.json'), '{}');
  }
  mkdirSync(join(data, 'runs', 'no run'));
  vi.stubEnv('DIGITS_DATA_DIR', data);
  return () => vi.unstubAllEnvs();
});

/** What Tab offers behind `digits`, without what is said of it. */
async function offered(...words: string[]): Promise<string[]> {
  const { code, stdout, stderr, opened } = await runMain(['complete', '--', ...words]);
  expect({ code, stderr, opened }).toEqual({ code: 0, stderr: '', opened: 0 });
  return stdout.split('\n').flatMap((line) => line.split('\t')[0] || []);
}

test.each([
  [['ru'], ['runs']],
  [['runs', 'de'], ['delete']],
  [['help', 'runs', 'e'], ['export']],
  [
    ['completion', ''],
    ['bash', 'zsh', 'fish'],
  ],
  [['train', '--preset', 'com'], ['compact']],
  [['train', '--preset=com'], ['--preset=compact']],
  [['train', '--preset', '=', 'com'], ['compact']],
  [['train', '--epochs', ''], []],
  [
    ['train', '--learning'],
    ['--learning-rate', '--learning-rate-decay'],
  ],
  [
    ['runs', 'show', ''],
    ['evening', 'two words', ':files'],
  ],
  [['runs', 'rename', 'evening', ''], []],
  [
    ['runs', 'delete', 'evening', 'two\\ w'],
    ['two words', ':files'],
  ],
  [
    ['evaluate', '--model', 'l'],
    ['latest', ':files'],
  ],
  [
    ['evaluate', '--json', '--model', 'ev'],
    ['evening', ':files'],
  ],
  [['dataset', '--style', 'sc'], ['scan']],
  [['dataset', '--format', 'coco,gt'], ['coco,gt-txt']],
  [['dataset', '--set', 'blu'], ['blur=']],
  [['compose', '48', '--ink', 'na'], ['navy']],
  [['compose', '48', '--out', ''], [':files']],
  [['tran', ''], []],
])('behind %j, %j', async (words, expected) => {
  expect(await offered(...words)).toEqual(expected);
});

test('bash offers what it is told, as it must be typed, and runs nothing of what is typed', () => {
  const answer = String.raw`digits() { printf 'two words\tA run\n'; }`;
  const press = `COMP_WORDS=(digits '$(echo >&2 evil)' t); COMP_CWORD=2; _digits; echo "$COMPREPLY"`;
  const script = [completionScript('bash'), answer, press].join('\n');
  expect(execFileSync('bash', ['-c', script], { encoding: 'utf8' })).toBe('two\\ words\n');
});

import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { digits } from '../helpers/digits-command.js';
import { writeSmallBank } from '../helpers/small-bank.js';
import { sharedFolder } from '../helpers/temporary-folder.js';

const dataFolder = sharedFolder();
const run = (...args: string[]) => digits(['dataset', ...args], { dataFolder });

const asked = [
  '--list',
  join(dataFolder, 'list.txt'),
  ...['--share-strings', '--bank', writeSmallBank(dataFolder)],
  ...['--count', '600', '--shard-size', '50', '--seed', '7'],
  ...['--format', 'webdataset,paddleocr,easyocr'],
];

/** Of all files of a data set. */
function hashes(name: string): Record<string, string> {
  const folder = join(dataFolder, name);
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  return Object.fromEntries(
    paths.map((path) => [
      path.slice(folder.length + 1),
      createHash('sha256').update(readFileSync(path)).digest('hex'),
    ]),
  );
}

const markers = (name: string) => {
  const folder = join(dataFolder, name, 'shards');
  const names = existsSync(folder) ? readdirSync(folder) : [];
  return names.filter((file) => file.endsWith('.json'));
};

beforeAll(async () => {
  writeFileSync(join(dataFolder, 'list.txt'), '00123\n12/05 17:30\n2026-05-12\n1,234.50\n');
  const { code, output } = await run(...asked, '--workers', '1', '--out', 'one').exit;
  expect(code, output).toBe(0);
});

describe('digits dataset', () => {
  it('is the same files with two threads, killed in the middle and gone on with', async () => {
    const killed = run(...asked, '--workers', '2', '--out', 'killed');
    await expect
      .poll(() => markers('killed').length, { interval: 5, timeout: 30_000 })
      .toBeGreaterThan(2);
    killed.signalGroup('SIGKILL');
    await killed.exit;
    expect(existsSync(join(dataFolder, 'killed', 'dataset.json'))).toBe(false);
    expect(markers('killed').length).toBeLessThan(12);

    const { code, output } = await run('make', 'killed', '--bank', 'small.bank').exit;
    expect(code, output).toBe(0);
    expect(hashes('killed')).toEqual(hashes('one'));
    expect(Object.keys(hashes('one')).length).toBeGreaterThan(600);
  });

  it('stops after the shards under way at Ctrl-C, and says how to go on', async () => {
    const stopped = run(...asked, '--seed', '8', '--workers', '1', '--out', 'stopped');
    await expect
      .poll(() => markers('stopped').length, { interval: 5, timeout: 30_000 })
      .toBeGreaterThan(0);
    stopped.signalGroup('SIGINT');
    const { code, output } = await stopped.exit;
    expect(code, output).toBe(130);
    expect(output).toContain('Go on with digits dataset make stopped');
    const status = await run('status', 'stopped', '--json').exit;
    const state = JSON.parse(status.stdout);
    expect(state.shards).toBe(markers('stopped').length);
    expect(state).toMatchObject({ whole: false, damaged: [] });
  });
});

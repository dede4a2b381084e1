import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { digits } from '../helpers/digits-command.js';
import { hashesOf } from '../helpers/folder-hashes.js';
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

/** Of all pictures and masks of that: another one means that strips are drawn in another way. */
const pixelsOfAll = 'b3e679d93d75d173f300c77ca357d29f45d53a8b2bdb6b91bc70d002df1272f7';

/** Of all files of a data set. */
const hashes = (name: string) => hashesOf(join(dataFolder, name));

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
    expect(markers('killed').length).toBeLessThan(13);

    const { code, output } = await run('make', 'killed').exit;
    expect(code, output).toBe(0);
    expect(hashes('killed')).toEqual(hashes('one'));
    expect(Object.keys(hashes('one')).length).toBeGreaterThan(600);
  });

  it('is the same files by two tasks, one of which is killed, and by seven that go on from there', async () => {
    const planned = await run('plan', ...asked, '--out', 'tasks').exit;
    expect(planned.code, planned.output).toBe(0);
    expect(readdirSync(join(dataFolder, 'tasks')).sort()).toEqual([
      ...['digits.bank', 'list-numbers.txt', 'plan.json'],
    ]);
    const task = (name: string) => run('make', 'tasks', '--task', name, '--workers', '1');
    const [whole, killed] = [task('1/2'), task('2/2')];
    await expect
      .poll(() => markers('tasks').filter((name) => /[13579]\.json/.test(name)).length, {
        interval: 5,
        timeout: 30_000,
      })
      .toBeGreaterThan(0);
    killed.signalGroup('SIGKILL');
    expect((await whole.exit).code).toBe(0);
    await killed.exit;
    const early = await run('finish', 'tasks').exit;
    expect([early.code, early.output]).toEqual([1, expect.stringContaining('train-000009')]);

    const seven = Array.from({ length: 7 }, (_, at) => task(`${at + 1}/7`).exit);
    expect((await Promise.all(seven)).map(({ code }) => code)).toEqual(Array(7).fill(0));
    const finished = await run('finish', 'tasks').exit;
    expect(finished.code, finished.output).toBe(0);
    expect(hashes('tasks')).toEqual(hashes('one'));
  });

  it('has the same pixels on every machine and version of Node', () => {
    const pixels = createHash('sha256');
    for (const name of markers('one').sort()) {
      const { pixelsSha256 } = JSON.parse(
        readFileSync(join(dataFolder, 'one', 'shards', name), 'utf8'),
      );
      pixels.update(pixelsSha256);
    }
    expect(pixels.digest('hex')).toBe(pixelsOfAll);
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
    expect(state).toMatchObject({ count: 600, shards: 13, damaged: [], finished: false });
    expect(state.done).toBe(markers('stopped').length);
    expect(state.missing).toHaveLength(13 - state.done);
  });
});

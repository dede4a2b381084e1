import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
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
const pixelsOfAll = '1d26b64fa22aa88985c25e54a105ffb99f80494ede36279b4a581cecd33bff43';

/** Of all files of a data set. */
const hashes = (name: string) => hashesOf(join(dataFolder, name));

const markers = (name: string) => {
  const folder = join(dataFolder, name, 'shards');
  const names = existsSync(folder) ? readdirSync(folder) : [];
  return names.filter((file) => file.endsWith('.json'));
};

/** Shards of that. */
const all = 13;

/**
 * Ends what makes a data set when some shards are there and not yet all; where it was too quick for that, once more.
 *
 * @param make ends it, and resolves when it has ended
 */
async function endedAmid<Value>(name: string, make: () => Promise<Value>): Promise<Value> {
  for (let tries = 1; ; tries++) {
    const value = await make();
    if (markers(name).length < all || tries === 10) return value;
    rmSync(join(dataFolder, name), { recursive: true });
  }
}

const appear = (made: () => readonly string[]) =>
  expect.poll(() => made().length, { interval: 5 }).toBeGreaterThan(0);

beforeAll(async () => {
  writeFileSync(join(dataFolder, 'list.txt'), '00123\n12/05 17:30\n2026-05-12\n1,234.50\n');
  const { code, output } = await run(...asked, '--workers', '1', '--out', 'one').exit;
  expect(code, output).toBe(0);
});

describe('digits dataset', () => {
  it('is the same files with two threads, killed in the middle and gone on with', async () => {
    await endedAmid('killed', async () => {
      const killed = run(...asked, '--workers', '2', '--out', 'killed');
      await appear(() => markers('killed'));
      killed.signalGroup('SIGKILL');
      await killed.exit;
    });
    expect(existsSync(join(dataFolder, 'killed', 'dataset.json'))).toBe(false);
    expect(markers('killed').length).toBeLessThan(all);

    const { code, output } = await run('make', 'killed').exit;
    expect(code, output).toBe(0);
    expect(hashes('killed')).toEqual(hashes('one'));
    expect(Object.keys(hashes('one')).length).toBeGreaterThan(600);
  });

  it('is the same files by two tasks, one of which is killed, and by seven that go on from there', async () => {
    const task = (name: string) => run('make', 'tasks', '--task', name, '--workers', '1');
    const whole = await endedAmid('tasks', async () => {
      const planned = await run('plan', ...asked, '--out', 'tasks').exit;
      expect(planned.code, planned.output).toBe(0);
      expect(readdirSync(join(dataFolder, 'tasks')).sort()).toEqual([
        ...['digits.bank', 'list-numbers.txt', 'plan.json'],
      ]);
      const [first, killed] = [task('1/2'), task('2/2')];
      await appear(() => markers('tasks').filter((name) => /[13579]\.json/.test(name)));
      killed.signalGroup('SIGKILL');
      await killed.exit;
      return first.exit;
    });
    expect(whole.code).toBe(0);
    const early = await run('finish', 'tasks').exit;
    // The task that was killed has every other shard.
    const others = [1, 3, 5, 7, 9].map((number) => `train-00000${number}`);
    const missing = others.find((shard) => !markers('tasks').includes(`${shard}.json`));
    const words = expect.stringContaining(missing ?? 'val-000000');
    expect([early.code, early.output]).toEqual([1, words]);

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
    const { code, output } = await endedAmid('stopped', async () => {
      const stopped = run(...asked, '--seed', '8', '--workers', '1', '--out', 'stopped');
      await appear(() => markers('stopped'));
      stopped.signalGroup('SIGINT');
      return stopped.exit;
    });
    expect(code, output).toBe(130);
    expect(output).toContain('Go on with digits dataset make stopped');
    const status = await run('status', 'stopped', '--json').exit;
    const state = JSON.parse(status.stdout);
    expect(state).toMatchObject({ count: 600, shards: all, damaged: [], finished: false });
    expect(state.done).toBe(markers('stopped').length);
    expect(state.missing).toHaveLength(all - state.done);
  });
});

import { mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { writeFileDurably } from '../../../src-main/files/durable-files.js';
import { checkSpace } from '../../../src-main/files/free-space.js';
import { readRunRecord } from '../../../src-main/files/run-record.js';
import { fileError } from '../../../src-main/files/system-errors.js';
import { conditionOfRun, type RunRecord } from '../../../src-shared/contract/runs.js';
import { conditionOf } from '../../../src-shared/networks/condition.js';
import { temporaryFolder } from '../../helpers/temporary-folder.js';

describe('durable writing', () => {
  it('replaces a file whole and tells its size and hash', async () => {
    const path = join(temporaryFolder(), 'file.bin');
    await writeFileDurably(path, 'old');
    expect(await writeFileDurably(path, ['ne', Buffer.from('w')])).toEqual({
      name: 'file.bin',
      bytes: 3,
      sha256: '11507a0e2f5e69d5dfa40a62a1bd7b6ee57e6bcd85c67c9b8431b36fff21c437',
    });
    expect(await readFile(path, 'utf8')).toBe('new');
  });

  it('keeps the order of pieces of any size, also of those whose bytes are used again', async () => {
    const path = join(temporaryFolder(), 'file.bin');
    const room = Buffer.alloc(70_000);
    function* pieces() {
      for (const size of [1, 65_535, 3, 70_000, 0, 65_536, 40_000, 40_000]) {
        yield `€${size}\n`;
        yield room.fill(size % 251, 0, size).subarray(0, size);
      }
    }
    const all = Buffer.concat(Array.from(pieces(), (piece) => Buffer.from(piece)));
    await writeFileDurably(path, pieces());
    expect((await readFile(path)).equals(all)).toBe(true);
  });

  it('leaves the old file and nothing else when the content breaks off', async () => {
    const folder = temporaryFolder();
    const path = join(folder, 'file.bin');
    await writeFile(path, 'old');
    function* breaking() {
      yield 'half';
      throw Object.assign(new Error('no space left'), { code: 'ENOSPC' });
    }
    await expect(writeFileDurably(path, breaking())).rejects.toMatchObject({ code: 'NO_SPACE' });
    expect(await readFile(path, 'utf8')).toBe('old');
    expect(await readdir(folder)).toEqual(['file.bin']);
  });

  it('brings no folder back that has gone', async () => {
    const path = join(temporaryFolder(), 'gone', 'run.json');
    await expect(writeFileDurably(path, 'x')).rejects.toMatchObject({
      code: 'NOT_FOUND',
      message: expect.stringContaining(path),
    });
  });

  it('replaces a link and leaves alone what it leads to', async () => {
    const folder = temporaryFolder();
    const [outside, path] = [join(folder, 'outside'), join(folder, 'run.json')];
    await writeFile(outside, 'precious');
    await symlink(outside, path);
    await writeFileDurably(path, 'new');
    expect(await readFile(outside, 'utf8')).toBe('precious');
    expect(await readFile(path, 'utf8')).toBe('new');
  });

  it('says when a folder is in the way', async () => {
    const path = join(temporaryFolder(), 'file');
    await mkdir(join(path, 'inside'), { recursive: true });
    await expect(writeFileDurably(path, 'x')).rejects.toMatchObject({
      code: 'NOT_WRITABLE',
      message: expect.stringContaining(path),
    });
  });
});

describe('errors of the file system', () => {
  it.each([
    ['ENOSPC', 'NO_SPACE'],
    ['EDQUOT', 'NO_SPACE'],
    ['EACCES', 'NOT_WRITABLE'],
    ['EROFS', 'NOT_WRITABLE'],
    ['ENOENT', 'NOT_FOUND'],
    ['EIO', 'NOT_WRITABLE'],
  ])('%s becomes %s, with the path', (system, code) => {
    const error = fileError(Object.assign(new Error(system), { code: system }), '/a/b', 'write');
    expect(error).toMatchObject({ code, message: expect.stringContaining('/a/b') });
  });
});

describe('free space', () => {
  it('is asked for before the start', async () => {
    const folder = join(temporaryFolder(), 'not', 'yet');
    await checkSpace(folder, { bytes: 1, purpose: 'a test' });
    await expect(checkSpace(folder, { bytes: 1e18, purpose: 'a test' })).rejects.toMatchObject({
      code: 'NO_SPACE',
      message: expect.stringMatching(/1000000000\.0 GB are needed for a test/),
    });
  });
});

describe('the record of a run', () => {
  const shipped = new URL('../../../resources/model/run.json', import.meta.url);
  /** The shipped model's, changed. */
  async function changed(change: (record: RunRecord) => unknown): Promise<string> {
    const record: RunRecord = JSON.parse(await readFile(shipped, 'utf8'));
    change(record);
    const folder = temporaryFolder();
    await writeFile(join(folder, 'run.json'), JSON.stringify(record));
    return folder;
  }

  it('from before there were kinds is a gan', async () => {
    const folder = await changed(({ config, dataset }) => {
      const later = ['kind', 'traitWeight', 'allographs'] as const;
      for (const name of later) Reflect.deleteProperty(config, name);
      for (const name of ['labels', 'allographs']) Reflect.deleteProperty(dataset, name);
    });
    const record = await readRunRecord(folder);
    expect(record.config).toMatchObject({ kind: 'gan', traitWeight: 0, allographs: 0 });
    expect(conditionOfRun(record)).toBeNull();
  });

  it('of a conditional training says what can be asked for', async () => {
    const folder = await changed(({ config, dataset }) => {
      Object.assign(config, { kind: 'conditional', noiseDim: 100 });
      Reflect.deleteProperty(config, 'allographs');
      Object.assign(dataset, { labels: [1, 2, 26] });
      Reflect.deleteProperty(dataset, 'allographs');
    });
    const record = await readRunRecord(folder);
    expect(conditionOfRun(record)).toEqual(conditionOf(100, [1, 2, 26]));
  });

  const allographs = [
    [5, 2],
    [3, 0],
  ];
  const withAllographs = (counts: unknown) =>
    changed(({ config, dataset }) => {
      Object.assign(config, { kind: 'conditional', noiseDim: 100, allographs: 2 });
      Object.assign(dataset, { labels: [3, 8], allographs: counts });
    });

  it('of a conditional training that tells allographs apart says how many there are', async () => {
    const record = await readRunRecord(await withAllographs(allographs));
    expect(conditionOfRun(record)).toEqual(conditionOf(100, [3, 8], allographs));
  });

  it.each([
    ['none', undefined],
    ['those of one label', [[5, 2]]],
    ['one where there should be two', [[5, 2], [3]]],
    [
      'half an image',
      [
        [5, 2],
        [0.5, 1],
      ],
    ],
  ])('of a training that tells allographs apart, with %s, is refused', async (_, counts) => {
    await expect(readRunRecord(await withAllographs(counts))).rejects.toMatchObject({
      code: 'INVALID_RUN',
      message: expect.stringMatching(/run\.json can't be read: .*allographs/),
    });
  });

  it.each([
    ['no labels', undefined],
    ['an empty list', []],
    ['labels in any order', [3, 1]],
    ['a label twice', [1, 1]],
    ['labels that are no bytes', [1, 256]],
    ['half labels', [0.5]],
  ])('of a conditional training with %s is refused in words', async (_, labels) => {
    const folder = await changed(({ config, dataset }) => {
      Object.assign(config, { kind: 'conditional' });
      if (labels === undefined) Reflect.deleteProperty(dataset, 'labels');
      else Object.assign(dataset, { labels });
    });
    await expect(readRunRecord(folder)).rejects.toMatchObject({
      code: 'INVALID_RUN',
      message: expect.stringMatching(/run\.json can't be read: .*"labels" of "dataset"/),
    });
  });
});

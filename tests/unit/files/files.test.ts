import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { writeFileDurably } from '../../../src-main/files/durable-files.js';
import { checkSpace } from '../../../src-main/files/free-space.js';
import { fileError } from '../../../src-main/files/system-errors.js';
import { temporaryFolder } from '../../helpers/temporary-folder.js';

describe('durable writing', () => {
  it('replaces a file whole and tells its size and hash', async () => {
    const path = join(temporaryFolder(), 'deep', 'file.bin');
    await writeFileDurably(path, 'old');
    expect(await writeFileDurably(path, ['ne', Buffer.from('w')])).toEqual({
      name: 'file.bin',
      bytes: 3,
      sha256: '11507a0e2f5e69d5dfa40a62a1bd7b6ee57e6bcd85c67c9b8431b36fff21c437',
    });
    expect(await readFile(path, 'utf8')).toBe('new');
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

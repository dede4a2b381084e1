import { execFileSync } from 'node:child_process';
import { mkdir, symlink, truncate, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  foreignSha256,
  readForeignFile,
  readForeignLines,
  readForeignText,
  withForeignFile,
} from '../../../src-main/files/foreign-file.js';
import { AppError } from '../../../src-shared/contract/errors.js';
import { temporaryFolder } from '../../helpers/temporary-folder.js';

const invalid = (what: string) => new AppError('INVALID_RUN', `can't be read: ${what}`);
const bounds = { maxBytes: 100, invalid };

/** A folder of somebody else, and a file beside it. */
async function foreignFolder() {
  const outer = temporaryFolder();
  const folder = join(outer, 'run');
  await mkdir(folder);
  await writeFile(join(outer, 'secret'), 'secret');
  return { folder, secret: join(outer, 'secret') };
}

it('a file is read whole, in a buffer of its own', async () => {
  const { folder } = await foreignFolder();
  const path = join(folder, 'a');
  await writeFile(path, 'content');
  const bytes = await readForeignFile(path, { ...bounds, within: folder });
  expect(new TextDecoder().decode(bytes)).toBe('content');
  expect(bytes.buffer.byteLength).toBe(7);
  expect(await foreignSha256(path, bounds)).toBe(
    'ed7002b439e9ac845f22357d822bac1444730fbdb6016d3ec9432297b9ec9f73',
  );
});

it('of a file a part can be read', async () => {
  const path = join(temporaryFolder(), 'a');
  await writeFile(path, '0123456789');
  const part = await withForeignFile(path, bounds, async ({ read, pieces, size }) => {
    const rest: number[] = [];
    for await (const piece of pieces(8)) rest.push(...piece);
    return [size, [...(await read(2, 3))], [...(await read(8, 9))], rest];
  });
  expect(part).toEqual([10, [50, 51, 52], [56, 57], [56, 57]]);
});

it('lines that have an end are seen, until enough are', async () => {
  const path = join(temporaryFolder(), 'a');
  await writeFile(path, 'one\ntwo\nthree\nhalf');
  const lines: string[] = [];
  await readForeignLines(path, bounds, (line) => lines.push(line) < 3);
  expect(lines).toEqual(['one', 'two', 'three']);
  lines.length = 0;
  await readForeignLines(path, bounds, (line) => lines.push(line) < 2);
  expect(lines).toEqual(['one', 'two']);
});

it('a link inside its folder is followed', async () => {
  const { folder } = await foreignFolder();
  await writeFile(join(folder, 'a'), 'content');
  await symlink('a', join(folder, 'b'));
  expect(await readForeignText(join(folder, 'b'), { ...bounds, within: folder })).toBe('content');
});

describe('is refused, in words:', () => {
  it.each(['../secret', 'outside/secret'])('a link that leads out, to %s', async (target) => {
    const { folder } = await foreignFolder();
    await symlink('..', join(folder, 'outside'));
    await symlink(target, join(folder, 'a'));
    await expect(readForeignText(join(folder, 'a'), { ...bounds, within: folder })).rejects.toThrow(
      /it is a link that leads out of .*run, to .*secret/,
    );
  });

  it('a file that is longer than it may be, however large', async () => {
    const path = join(temporaryFolder(), 'a');
    await writeFile(path, '');
    await truncate(path, 100e9);
    await expect(readForeignFile(path, bounds)).rejects.toThrow(/it is 100\.0 GB long/);
  });

  it('one that is not there', async () => {
    const path = join(temporaryFolder(), 'a');
    await expect(readForeignFile(path, bounds)).rejects.toMatchObject({
      code: 'NOT_FOUND',
      message: `${path} does not exist.`,
    });
  });

  it('a folder', async () => {
    await expect(readForeignFile(temporaryFolder(), bounds)).rejects.toThrow('it is a folder');
  });

  it.runIf(process.platform !== 'win32')('a named pipe, at once', async () => {
    const path = join(temporaryFolder(), 'a');
    execFileSync('mkfifo', [path]);
    await expect(readForeignFile(path, bounds)).rejects.toThrow('it is a named pipe, not a file');
  });

  it.runIf(process.platform !== 'win32')('a device, though a link leads to it', async () => {
    const path = join(temporaryFolder(), 'a');
    await symlink('/dev/zero', path);
    await expect(readForeignFile(path, bounds)).rejects.toThrow('it is a device, not a file');
  });

  it.runIf(process.platform !== 'win32')('a socket', async () => {
    const path = join(temporaryFolder(), 'a');
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(path, resolve));
    await expect(readForeignFile(path, bounds)).rejects.toThrow('it is a socket, not a file');
    await new Promise((resolve) => server.close(resolve));
  });
});

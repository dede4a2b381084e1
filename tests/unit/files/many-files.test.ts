import fs, { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { withManyFiles, writeManyFiles } from '../../../src-main/files/many-files.js';
import { temporaryFolder } from '../../helpers/temporary-folder.js';

vi.mock('node:fs', async (original) => {
  const all = await original<typeof import('node:fs')>();
  return {
    ...all,
    default: all,
    fsync: vi.fn(full),
    ftruncateSync: vi.fn(all.ftruncateSync),
    closeSync: vi.fn(all.closeSync),
  };
});

type Answer = (error: Error | null) => void;

function full(_: number, answer: Answer): void {
  answer(Object.assign(new Error('full'), { code: 'ENOSPC' }));
}

const good = (_: number, answer: Answer) => answer(null);

it('closes all files where the disk fills up while they are brought to it', async () => {
  const { closeSync } = await import('node:fs');
  const files = ['a', 'b', 'c'].map((path) => ({ path, bytes: Buffer.from(path) }));
  await expect(writeManyFiles(temporaryFolder(), files)).rejects.toMatchObject({
    code: 'NO_SPACE',
  });
  const closed = vi.mocked(closeSync).mock.calls.map(([file]) => file);
  expect(new Set(closed).size).toBe(3);
  for (const file of closed) expect(() => fs.fstatSync(file)).toThrow('EBADF');
});

it('closes all files where what is to be written can not be made', async () => {
  const { closeSync, fstatSync } = await import('node:fs');
  vi.mocked(closeSync).mockClear();
  const drawing = withManyFiles(temporaryFolder(), async (files) => {
    for (const path of ['a', 'b']) await files.write({ path, bytes: Buffer.from(path) });
    throw new Error('no such strip');
  });
  await expect(drawing).rejects.toThrow('no such strip');
  const closed = vi.mocked(closeSync).mock.calls.map(([file]) => file);
  expect(closed).toHaveLength(2);
  for (const file of closed) expect(() => fstatSync(file)).toThrow('EBADF');
});

it('goes on where the file system brings no single file to disk', async () => {
  const { fsync } = await import('node:fs');
  vi.mocked(fsync).mockImplementationOnce((_, answer) =>
    answer(Object.assign(new Error('unsupported'), { code: 'ENOTSUP' })),
  );
  const folder = temporaryFolder();
  await writeManyFiles(folder, [{ path: 'a', bytes: Buffer.from('a') }]);
  expect(fs.readFileSync(join(folder, 'a'), 'utf8')).toBe('a');
});

it('writes over what is there, longer or shorter, and never empties a file before', async () => {
  const { fsync, ftruncateSync } = await import('node:fs');
  vi.mocked(fsync).mockImplementation(good);
  const folder = temporaryFolder();
  const place = join(folder, 'x');
  const found: string[] = [];
  vi.mocked(ftruncateSync).mockImplementation((file, length) => {
    found.push(fs.readFileSync(place, 'utf8'));
    fs.ftruncateSync(file, length);
  });
  for (const text of ['long text', 'long text', 'short', 'longest text']) {
    await writeManyFiles(folder, [{ path: 'x', bytes: Buffer.from(text) }]);
    expect(fs.readFileSync(place, 'utf8')).toBe(text);
  }
  // A new file has nothing to cut off.
  expect(found).toEqual(['long text', 'shorttext', 'longest text']);
});

it.skipIf(process.platform === 'win32')('follows no link that lies in the folder', async () => {
  const { fsync, ftruncateSync } = await import('node:fs');
  vi.mocked(fsync).mockImplementation(good);
  vi.mocked(ftruncateSync).mockReset();
  const [folder, elsewhere] = [temporaryFolder(), temporaryFolder()];
  const other = join(elsewhere, 'own.txt');
  writeFileSync(other, 'own');
  mkdirSync(join(folder, 'a'));
  symlinkSync(other, join(folder, 'a', 'x'));
  symlinkSync(elsewhere, join(folder, 'b'));
  const bytes = Buffer.from('new');
  await writeManyFiles(folder, [{ path: 'a/x', bytes }]);
  expect(readFileSync(join(folder, 'a', 'x'), 'utf8')).toBe('new');
  await expect(writeManyFiles(folder, [{ path: 'b/c/own.txt', bytes }])).rejects.toMatchObject({
    code: 'NOT_WRITABLE',
    message: expect.stringContaining('is a link'),
  });
  expect([fs.readdirSync(elsewhere), readFileSync(other, 'utf8')]).toEqual([['own.txt'], 'own']);
});

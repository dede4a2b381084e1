import fs from 'node:fs';
import { expect, it, vi } from 'vitest';
import { writeManyFiles } from '../../../src-main/files/many-files.js';
import { temporaryFolder } from '../../helpers/temporary-folder.js';

vi.mock('node:fs', async (original) => {
  const all = await original<typeof import('node:fs')>();
  return { ...all, default: all, fsyncSync: vi.fn(full), closeSync: vi.fn(all.closeSync) };
});

function full(): never {
  throw Object.assign(new Error('full'), { code: 'ENOSPC' });
}

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

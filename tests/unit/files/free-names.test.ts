import fs from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeFreeFolder, writeUnderFreeName } from '../../../src-main/files/free-names.js';
import { temporaryFolder } from '../../helpers/temporary-folder.js';

test('what begins at once has a folder each', async () => {
  const folder = join(temporaryFolder(), 'runs', 'tiny-2026-11-28');
  const nth = (number: number) => (number === 1 ? folder : `${folder}-${number}`);
  const made = await Promise.all(Array.from({ length: 5 }, () => makeFreeFolder(nth)));
  expect(made.sort()).toEqual([folder, ...[2, 3, 4, 5].map((nth) => `${folder}-${nth}`)]);
  fs.writeFileSync(`${folder}-6`, 'a file');
  fs.symlinkSync('nowhere', `${folder}-7`);
  expect(await makeFreeFolder(nth)).toBe(`${folder}-8`);
});

test('files that belong together have one number, and none of those there is touched', async () => {
  const root = temporaryFolder();
  const names = (nth: number) => [join(root, `labels ${nth}`), join(root, `digits ${nth}`)];
  fs.writeFileSync(join(root, 'digits 1'), 'kept');
  fs.symlinkSync('nowhere', join(root, 'labels 2'));
  const write = async (nth: number) => {
    for (const path of names(nth)) fs.writeFileSync(path, `new ${nth}`);
  };
  const taken = await Promise.all(
    [1, 2, 3].map(() => writeUnderFreeName({ nth: names, kind: 'files' }, write)),
  );
  expect(taken.sort()).toEqual([3, 4, 5]);
  expect(fs.readFileSync(join(root, 'digits 1'), 'utf8')).toBe('kept');
  expect(fs.readdirSync(root)).not.toContain('labels 1');
  expect(fs.readFileSync(join(root, 'labels 4'), 'utf8')).toBe('new 4');
});

test('a name is free again when nothing comes of it', async () => {
  const root = temporaryFolder();
  const failing = async () => {
    throw new Error('interrupted');
  };
  for (const kind of ['files', 'folder'] as const) {
    const nth = () => [join(root, 'new')];
    await expect(writeUnderFreeName({ nth, kind }, failing)).rejects.toThrow('interrupted');
  }
  expect(fs.readdirSync(root)).toEqual([]);
});

test('a file where a folder should be is an error, and no other name is tried', async () => {
  const file = join(temporaryFolder(), 'file');
  fs.writeFileSync(file, '');
  const tries: number[] = [];
  const nth = (number: number) => {
    tries.push(number);
    return join(file, `run ${number}`);
  };
  await expect(makeFreeFolder(nth)).rejects.toMatchObject({ code: 'NOT_WRITABLE' });
  expect(tries).toEqual([1]);
});

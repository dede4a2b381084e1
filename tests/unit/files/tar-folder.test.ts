import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { tarOfFolder, tarSize } from '../../../src-main/files/tar-folder.js';
import { tarHead } from '../../../src-main/files/tar-head.js';
import { temporaryFolder } from '../../helpers/temporary-folder.js';

test('a folder comes out of its tar as it was, long names and those of other alphabets too', async () => {
  const [folder, out] = [temporaryFolder(), temporaryFolder()];
  const long = 'a'.repeat(60);
  mkdirSync(join(folder, long, long), { recursive: true });
  const files = {
    'plan.json': Buffer.from('{}'),
    [`${long}/${long}/empty`]: Buffer.alloc(0),
    [`${long}/block`]: Buffer.alloc(512, 1),
    'größe.bin': Buffer.alloc(600_000, 7),
  };
  for (const [name, bytes] of Object.entries(files)) writeFileSync(join(folder, name), bytes);
  symlinkSync('/etc/hostname', join(folder, 'link'));
  const pieces: Uint8Array[] = [];
  for await (const piece of tarOfFolder(folder, 'Zähler 1')) pieces.push(piece);
  const tar = Buffer.concat(pieces);
  expect(await tarSize(folder, { name: 'Zähler 1', mostFiles: 4 })).toBe(tar.length);
  expect(await tarSize(folder, { name: 'Zähler 1', mostFiles: 3 })).toBeNull();
  writeFileSync(join(out, 'all.tar'), tar);
  execFileSync('tar', ['-xf', 'all.tar'], { cwd: out });
  const found = readdirSync(join(out, 'Zähler 1'), { recursive: true, withFileTypes: true });
  expect(found.filter((entry) => !entry.isDirectory())).toHaveLength(Object.keys(files).length);
  for (const [name, bytes] of Object.entries(files)) {
    expect(readFileSync(join(out, 'Zähler 1', name)).equals(bytes)).toBe(true);
  }
});

test('a file of more than 8 GiB says its size in its own record', () => {
  const size = 9 * 2 ** 30;
  const head = Buffer.from(tarHead({ name: 'data.mdb', size, changed: 0 }));
  expect(head).toHaveLength(3 * 512);
  expect(head.toString('latin1', 512, 1024)).toMatch(/^19 size=9663676416\n\0+$/);
});

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { tarOfFolder } from '../../../src-main/files/tar-folder.js';
import { filesOfTar } from '../../../src-renderer/connection/tar-files.js';
import { temporaryFolder } from '../../helpers/temporary-folder.js';

const name = 'Zähler '.repeat(20).trim();

async function archived(): Promise<Blob> {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'generator'));
  writeFileSync(join(folder, 'run.json'), '{}');
  writeFileSync(join(folder, 'steps.csv'), '');
  writeFileSync(join(folder, 'generator', 'weights.bin'), Buffer.alloc(1_500, 7));
  const pieces: Buffer<ArrayBuffer>[] = [];
  for await (const piece of tarOfFolder(folder, name)) pieces.push(Buffer.from(piece));
  return new Blob(pieces);
}

test('the files of a downloaded run come out of it, whatever it is called', async () => {
  const files = await filesOfTar(await archived(), 'run.tar');
  const sizes = Object.fromEntries(files.map(({ path, file }) => [path, file.size]));
  expect(sizes).toEqual({
    [`${name}/run.json`]: 2,
    [`${name}/steps.csv`]: 0,
    [`${name}/generator/weights.bin`]: 1_500,
  });
  const weights = files.find(({ path }) => path.endsWith('.bin'))?.file;
  expect(new Uint8Array((await weights?.arrayBuffer()) ?? [])).toEqual(
    new Uint8Array(1_500).fill(7),
  );
});

test('what is no tar, or was cut off, is said to be none', async () => {
  const tar = await archived();
  // Read backwards, it would have no end.
  const negative = Buffer.from(await tar.slice(0, 512).arrayBuffer());
  negative.write('-0000001000\0', 124);
  const none = [
    new Blob(['no tar'.repeat(200)]),
    tar.slice(0, 4_000),
    new Blob([negative, negative]),
  ];
  for (const damaged of none) {
    await expect(filesOfTar(damaged, 'run.tar')).rejects.toThrow("run.tar can't be read");
  }
});

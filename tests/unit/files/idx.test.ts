import { createHash } from 'node:crypto';
import { truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { turnImages } from '../../../src-main/engine/data/turn-images.js';
import { readIdx } from '../../../src-main/files/idx/idx.js';
import { readImages } from '../../../src-main/files/idx/read-images.js';
import { folderWith, idx } from '../../helpers/idx-files.js';

const values = Uint8Array.from({ length: 3 * 784 }, (_, i) => i % 251);
const threeImages = idx([3, 28, 28], values);
const fileOf = async (bytes: Uint8Array) => join(await folderWith({ file: bytes }), 'file');
const megabytes = (bytes: number) => bytes / 2 ** 20;

describe('an IDX file', () => {
  it('is kept as far as it is wanted, and hashed whole, plain and gzipped', async () => {
    const sha256 = createHash('sha256').update(threeImages).digest('hex');
    for (const bytes of [threeImages, gzipSync(threeImages)]) {
      const { images, count, total, ...rest } = await readImages(await fileOf(bytes), 2);
      expect({ count, total, sha256: rest.sha256 }).toEqual({ count: 2, total: 3, sha256 });
      expect(images).toEqual(values.subarray(0, 2 * 784));
    }
  });

  it('of more than 2 GiB is read as far as it is wanted', async () => {
    const images = 3_000_000; // 2.2 GiB, of which the disk holds nothing.
    const path = await fileOf(idx([images, 28, 28], new Uint8Array(0)));
    await truncate(path, 16 + images * 784);
    const before = process.memoryUsage().rss;
    const { count, total } = await readImages(path, 16);
    expect({ count, total }).toEqual({ count: 16, total: images });
    expect(megabytes(process.memoryUsage().rss - before)).toBeLessThan(200);
  });

  it('is refused by its header before its body is read', async () => {
    const path = await fileOf(new Uint8Array(0));
    await truncate(path, 100 * 2 ** 30);
    await expect(readIdx(path, () => 0)).rejects.toThrow(/header names 0 dimensions|type 0x0/);
    await writeFile(path, idx([2 ** 27, 28, 28], new Uint8Array(0)));
    await expect(readImages(path, 16)).rejects.toThrow(/but 0 follow/);
    await truncate(path, 16 + 2 ** 27 * 784);
    await expect(readImages(path, 2 ** 26)).rejects.toThrow(/more than fit into memory/);
    expect(await readImages(path, 16)).toMatchObject({ count: 16, total: 2 ** 27 });
  });

  it('that inflates to more than it announces takes no memory', async () => {
    const bomb = gzipSync(
      Buffer.concat([idx([16, 28, 28], new Uint8Array(16 * 784)), Buffer.alloc(2 ** 26)]),
    );
    const path = await fileOf(bomb);
    const before = process.memoryUsage().rss;
    await expect(readImages(path, 16)).rejects.toThrow(/12544 bytes, but more follow/);
    expect(megabytes(process.memoryUsage().rss - before)).toBeLessThan(50);
  });

  const damaged: readonly [string, Uint8Array, RegExp][] = [
    ['cut', gzipSync(threeImages).subarray(0, 300), /damaged gzip file, cut short/],
    ['cut in its header', gzipSync(threeImages).subarray(0, 12), /damaged gzip file, cut short/],
    ['shorter than it says', gzipSync(threeImages.subarray(0, 1000)), /but 984 follow/],
    [
      'damaged',
      Buffer.concat([gzipSync(threeImages).subarray(0, 100), Buffer.alloc(200, 7)]),
      /gzip/,
    ],
    ['a zip archive', Buffer.from('PK\u0003\u0004 and more'), /zip archive.*unpacked first/],
    ['an xz archive', Buffer.from([0xfd, 0x37, 0x7a, 0x58, 0x5a, 0]), /xz archive/],
  ];
  it.each(damaged)('says what is wrong when it is %s', async (_, bytes, message) => {
    await expect(readImages(await fileOf(bytes), 16)).rejects.toMatchObject({
      code: 'INVALID_DATA',
      message: expect.stringMatching(message),
    });
  });
});

describe('images', () => {
  it('are transposed and inverted, and come back by the same', () => {
    const images = values.slice();
    turnImages(images, { transpose: true, invert: false });
    expect(images[784 + 3 * 28 + 5]).toBe(values[784 + 5 * 28 + 3]);
    turnImages(images, { transpose: false, invert: true });
    expect(images[784 + 3 * 28 + 5]).toBe(255 - (values[784 + 5 * 28 + 3] ?? 0));
    turnImages(images, { transpose: true, invert: true });
    expect(images).toEqual(values);
    turnImages(images, { transpose: false, invert: false });
    expect(images).toEqual(values);
  });
});

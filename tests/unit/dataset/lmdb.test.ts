import { describe, expect, it } from 'vitest';
import { encodeStripPng } from '../../../src-main/dataset/encode-png.js';
import { formats } from '../../../src-main/dataset/formats/formats.js';
import { lmdbFile } from '../../../src-main/dataset/formats/lmdb-tree.js';
import { madeFiles } from '../../../src-main/dataset/made-files.js';
import { temporaryFolder } from '../../helpers/temporary-folder.js';
import { readLmdb } from './read-lmdb.js';
import { makeShards, smallMaker, smallPlan } from './small-set.js';

const key = (at: number) => `image-${String(at).padStart(9, '0')}`;

async function gathered(
  content: AsyncIterable<Uint8Array | string> | Iterable<Uint8Array | string>,
) {
  const pieces: Buffer[] = [];
  for await (const piece of content) pieces.push(Buffer.from(piece));
  return Buffer.concat(pieces);
}

/** A file of values of these sizes. */
function fileOf(sizes: readonly number[]): Promise<Buffer> {
  const entries = sizes.map((bytes, at) => ({
    key: key(at),
    bytes,
    value: Buffer.alloc(bytes, at),
  }));
  const all = async function* () {
    yield* entries;
  };
  return gathered(lmdbFile({ sizes: all, values: all }));
}

describe('an LMDB', () => {
  it('is a whole tree in which each key is found, however many there are', async () => {
    for (const [count, depth] of [
      [1, 1],
      [127, 1],
      [128, 2],
      [20_000, 3],
    ] as const) {
      const {
        entries,
        get,
        depth: found,
      } = readLmdb(await fileOf(Array.from({ length: count }, () => (count > 1_000 ? 40 : 7))));
      expect([entries.size, found]).toEqual([count, depth]);
      for (const at of [0, 1, count >> 1, count - 1].filter((each) => each < count)) {
        expect(get(key(at))?.[0]).toBe(at % 256);
      }
      expect(get(key(count))).toBeNull();
    }
  });

  it('keeps values of all sizes: in their node, at its bound, and on pages of their own', async () => {
    const sizes = [0, 1, 2014, 2015, 2016, 4079, 4080, 4081, 8176, 8177, 100_000, 3];
    const { entries } = readLmdb(await fileOf(sizes));
    for (const [at, bytes] of sizes.entries()) {
      expect(entries.get(key(at))?.equals(Buffer.alloc(bytes, at))).toBe(true);
    }
  });

  it('of a data set has its pictures and texts, counted from 1, for each part', async () => {
    const folder = temporaryFolder();
    const plan = smallPlan({ formats: ['lmdb'] });
    const maker = smallMaker(plan);
    await makeShards(folder, plan);
    const files = formats.lmdb.whole?.({
      splits: ['train', 'val'],
      counts: plan.split,
      characters: [],
      ...madeFiles(folder, plan, () => {}),
    });
    expect(files?.map(({ path }) => path)).toEqual(['lmdb/train/data.mdb', 'lmdb/val/data.mdb']);
    for (const [place, [first, count]] of [[0, 6] as const, [6, 2] as const].entries()) {
      const { entries } = readLmdb(await gathered(files?.[place]?.content ?? []));
      expect(entries.size).toBe(2 * count + 1);
      expect(entries.get('num-samples')?.toString()).toBe(String(count));
      for (let at = 0; at < count; at++) {
        const made = maker.make(first + at);
        const number = `00000000${at + 1}`;
        expect(entries.get(`label-${number}`)?.toString()).toBe(made.text);
        expect(entries.get(`image-${number}`)?.equals(encodeStripPng(made))).toBe(true);
      }
    }
  });
});

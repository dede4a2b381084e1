import type { SplitName } from '../../../src-shared/config/data-sets.js';
import type { Entry, Sized } from './lmdb-pages.js';
import { lmdbFile } from './lmdb-tree.js';
import { openPack, type Pack, packPart } from './pack.js';
import type { WholeFile, WholeSet } from './whole-set.js';

/** Strips of a part that nine digits count. */
export const mostLmdbStrips = 999_999_999;

/**
 * `lmdb/train/data.mdb` and so on, as deep-text-recognition-benchmark began it: `image-000000001` and
 * `label-000000001`, counted from 1, and `num-samples`. Keys are in the order of their bytes.
 */
export const lmdbFiles = (set: WholeSet): WholeFile[] =>
  set.splits.map((split) => ({
    path: `lmdb/${split}/data.mdb`,
    content: lmdbFile({
      sizes: () => sizesOf(set, split),
      values: () => valuesOf(set, split),
    }),
  }));

async function* sizesOf(set: WholeSet, split: SplitName): AsyncGenerator<Sized> {
  for (const kind of ['pictures', 'texts'] as const) {
    const key = keysOf(kind);
    for await (const pack of packsOf(set, split)) {
      for (const bytes of pack[kind]) yield { key: key(), bytes };
    }
  }
  const { key, bytes } = countOf(set, split);
  yield { key, bytes };
}

async function* valuesOf(set: WholeSet, split: SplitName): AsyncGenerator<Entry> {
  for (const kind of ['pictures', 'texts'] as const) {
    const key = keysOf(kind);
    for await (const pack of packsOf(set, split)) {
      const values = kind === 'pictures' ? pack.readPictures() : pack.readTexts();
      for await (const value of values) yield { key: key(), bytes: value.length, value };
    }
  }
  yield countOf(set, split);
}

async function* packsOf(set: WholeSet, split: SplitName): AsyncGenerator<Pack> {
  for await (const file of set.files(packPart, split)) yield await openPack(file);
}

/** One key after the other. */
function keysOf(kind: 'pictures' | 'texts'): () => string {
  let number = 0;
  return () => `${kind === 'pictures' ? 'image' : 'label'}-${String(++number).padStart(9, '0')}`;
}

function countOf({ counts }: WholeSet, split: SplitName): Entry {
  const value = Buffer.from(String(counts[split]));
  return { key: 'num-samples', bytes: value.length, value };
}

import type { SplitName } from '../../../src-shared/config/data-sets.js';
import { digitSize } from '../../../src-shared/digits/grey-image.js';
import { shardName } from '../shards.js';
import { mnistTile } from './mnist-tile.js';
import type { Part } from './part.js';
import type { WholeSet } from './whole-set.js';

/** Bytes of a digit. */
const tileBytes = digitSize * digitSize;

/** What files of single digits are put together from: all tiles, then all labels, a byte each. */
export const digitsPart: Part = {
  name: 'digits',
  paths: (shard) => [`shards/${shardName(shard)}.digits`],
  begin: () => {
    const tiles: Uint8Array[] = [];
    const labels: number[] = [];
    return {
      add: (sample) => {
        tiles.push(mnistTile(sample));
        labels.push(Number(sample.text));
      },
      end: () => Buffer.concat([...tiles, Uint8Array.from(labels)]),
    };
  },
};

/** All tiles of a part, [28, 28] each, one after the other. */
export async function* tilesOf(set: WholeSet, split: SplitName): AsyncGenerator<Uint8Array> {
  for await (const { count, read } of set.files(digitsPart, split)) {
    yield await read(0, count * tileBytes);
  }
}

/** All labels of a part. */
export async function* labelsOf(set: WholeSet, split: SplitName): AsyncGenerator<Uint8Array> {
  for await (const { count, read } of set.files(digitsPart, split)) {
    yield await read(count * tileBytes, count);
  }
}

import { shardName } from '../shards.js';
import type { Part } from './part.js';
import type { MadeFile } from './whole-set.js';

/** Bytes of the two sizes of a strip, of which each is a number of 32 bits, little-endian. */
const sizesBytes = 8;

/** What an LMDB is put together from: sizes of all texts and pictures, then the texts, then the pictures. */
export const packPart: Part = {
  name: 'pack',
  paths: (shard) => [`shards/${shardName(shard)}.pack`],
  begin: () => {
    const texts: Uint8Array[] = [];
    const pictures: Uint8Array[] = [];
    return {
      add: ({ text, png }) => {
        texts.push(Buffer.from(text));
        pictures.push(png);
      },
      end: () => {
        const sizes = Buffer.alloc(texts.length * sizesBytes);
        for (const [at, text] of texts.entries()) {
          sizes.writeUInt32LE(text.length, at * sizesBytes);
          sizes.writeUInt32LE(pictures[at]?.length ?? 0, at * sizesBytes + 4);
        }
        return Buffer.concat([sizes, ...texts, ...pictures]);
      },
    };
  },
};

/** A pack that is read. */
export interface Pack {
  /** Bytes of each strip's text and picture. */
  readonly texts: readonly number[];
  readonly pictures: readonly number[];
  /** Each one's bytes, in their order. */
  readTexts(): AsyncIterable<Uint8Array>;
  readPictures(): AsyncIterable<Uint8Array>;
}

export async function openPack({ count, read }: MadeFile): Promise<Pack> {
  const sizes = Buffer.from(await read(0, count * sizesBytes));
  const column = (from: number) =>
    Array.from({ length: count }, (_, at) => sizes.readUInt32LE(at * sizesBytes + from));
  const [texts, pictures] = [column(0), column(4)];
  const begin = count * sizesBytes;
  const behind = begin + texts.reduce((sum, size) => sum + size, 0);
  return {
    texts,
    pictures,
    readTexts: () => slices(read, begin, texts),
    readPictures: () => slices(read, behind, pictures),
  };
}

/** Strips that are read at once. */
const atOnce = 64;

/** What lies one after the other. */
async function* slices(
  read: MadeFile['read'],
  begin: number,
  sizes: readonly number[],
): AsyncGenerator<Uint8Array> {
  let from = begin;
  for (let first = 0; first < sizes.length; first += atOnce) {
    const some = sizes.slice(first, first + atOnce);
    const total = some.reduce((sum, size) => sum + size, 0);
    const bytes = await read(from, total);
    from += total;
    let at = 0;
    for (const size of some) {
      yield bytes.subarray(at, at + size);
      at += size;
    }
  }
}

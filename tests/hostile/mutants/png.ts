import { crc32, deflateSync } from 'node:zlib';
import type { Chance } from '../campaign.js';
import type { Mutated } from './json.js';

interface Chunk {
  readonly type: string;
  readonly data: Buffer;
}

const signature = 8;

/** The chunks of a PNG, without their checksums. */
function chunksOf(png: Buffer): Chunk[] {
  const chunks: Chunk[] = [];
  for (let at = signature; at + 8 <= png.length; ) {
    const length = png.readUInt32BE(at);
    const type = png.toString('latin1', at + 4, at + 8);
    chunks.push({ type, data: Buffer.from(png.subarray(at + 8, at + 8 + length)) });
    at += 12 + length;
  }
  return chunks;
}

/** A PNG of chunks, each with a checksum that is right. */
function pngOf(chunks: readonly Chunk[]): Buffer {
  const parts = chunks.flatMap(({ type, data }) => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
    const [length, checksum] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(data.length);
    checksum.writeUInt32BE(crc32(body));
    return [length, body, checksum];
  });
  return Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), ...parts]);
}

/** A grey picture of nothing: small as a file, large when it is read. */
export function emptyPng(side: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  header[8] = 8;
  const rows = Buffer.alloc(side * (side + 1));
  const data = deflateSync(rows, { level: 9 });
  return pngOf([
    { type: 'IHDR', data: header },
    { type: 'IDAT', data },
    { type: 'IEND', data: Buffer.alloc(0) },
  ]);
}

const sides = [0, 1, 27, 29, 1_000, 30_000, 65_535, 2 ** 31 - 1, 2 ** 32 - 1];

/** A PNG whose chunks say something else, under checksums that are right. */
export function mutatePng(chance: Chance, original: Buffer): Mutated {
  const chunks = chunksOf(original);
  const at = chance.below(chunks.length);
  const made = (changed: readonly Chunk[], what: string): Mutated => ({
    bytes: pngOf(changed),
    what,
  });
  switch (chance.below(6)) {
    case 0:
      return made(chunks.toSpliced(at, 1), `chunk ${at} removed`);
    case 1:
      return made(chunks.toSpliced(at, 0, ...chunks.slice(at, at + 1)), `chunk ${at} doubled`);
    case 2: {
      const type = chance.pick([
        'tEXt',
        'PLTE',
        'tRNS',
        'IDAT',
        'IEND',
        'iCCP',
        'acTL',
        '\0\0\0\0',
      ]);
      const extra = { type, data: chance.bytes(chance.pick([0, 1, 3, 300])) };
      return made(chunks.toSpliced(at, 0, extra), `a further ${JSON.stringify(type)}`);
    }
    case 3: {
      const data = deflateSync(chance.bytes(chance.pick([0, 1, 100, 100_000])));
      return made(
        chunks.map((chunk) => (chunk.type === 'IDAT' ? { ...chunk, data } : chunk)),
        'other pixels',
      );
    }
    default: {
      const [header] = chunks;
      if (header === undefined || header.data.length < 13) return made(chunks, 'as it is');
      const place = chance.pick([0, 4, 8, 9, 10, 11, 12]);
      if (place < 8) {
        const side = chance.pick(sides);
        header.data.writeUInt32BE(side, place);
        return made(chunks, `${place === 0 ? 'width' : 'height'} ${side}`);
      }
      header.data[place] = chance.below(20);
      return made(chunks, `byte ${place} of the header ${header.data[place]}`);
    }
  }
}

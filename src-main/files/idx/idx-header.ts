/** What the values of an IDX file are, by the third byte of its header. */
const types = {
  8: { name: 'unsigned bytes', bytes: 1 },
  9: { name: 'signed bytes', bytes: 1 },
  11: { name: 'integers of 16 bits', bytes: 2 },
  12: { name: 'integers of 32 bits', bytes: 4 },
  13: { name: 'floats', bytes: 4 },
  14: { name: 'doubles', bytes: 8 },
} as const;

export type IdxType = (typeof types)[keyof typeof types];

/** What stands before the values of an IDX file. */
export interface IdxHeader {
  readonly type: IdxType;
  /** For images [count, height, width], for labels [count]. */
  readonly shape: readonly number[];
  /** Of the header itself. */
  readonly bytes: number;
}

export const unsignedBytes: IdxType = types[8];
/** Big-endian, signed. */
export const wholeNumbers: IdxType = types[12];

const mostDimensions = 4;

/**
 * The header at the beginning of some bytes; null while more of them are needed.
 *
 * @throws RangeError saying what is wrong, as a part of a sentence
 */
export function parseHeader(begin: Buffer): IdxHeader | null {
  if (begin.length < 4) return null;
  const [zero0, zero1, code = 0, rank = 0] = begin;
  if (zero0 !== 0 || zero1 !== 0) throw new RangeError('it does not begin with two zero bytes');
  const type = isTypeCode(code) ? types[code] : null;
  if (type === null) {
    throw new RangeError(`its values have the type 0x${code.toString(16)}, which IDX has not`);
  }
  if (rank < 1 || rank > mostDimensions)
    throw new RangeError(`its header names ${rank} dimensions`);
  const bytes = 4 + 4 * rank;
  if (begin.length < bytes) return null;
  const shape = Array.from({ length: rank }, (_, i) => begin.readUInt32BE(4 + 4 * i));
  return { type, shape, bytes };
}

const isTypeCode = (code: number): code is keyof typeof types => Object.hasOwn(types, code);

const archives = {
  zip: [0x50, 0x4b],
  xz: [0xfd, 0x37, 0x7a, 0x58, 0x5a],
  bzip2: [0x42, 0x5a, 0x68],
  zstd: [0x28, 0xb5, 0x2f, 0xfd],
  gzip: [0x1f, 0x8b],
} as const;

/** What a file is, by its first bytes. */
export function beginsLike(begin: Uint8Array): keyof typeof archives | 'plain' {
  const names = Object.keys(archives) as (keyof typeof archives)[];
  return names.find((name) => archives[name].every((byte, i) => begin[i] === byte)) ?? 'plain';
}

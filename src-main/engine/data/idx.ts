import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';
import { AppError } from '../../../src-shared/contract/errors.js';
import { fileError } from '../../files/system-errors.js';

/** An IDX file (LeCun's format for MNIST) of unsigned bytes. */
export interface IdxFile {
  /** For images [count, height, width], for labels [count]. */
  readonly shape: readonly number[];
  /** Row by row. */
  readonly values: Uint8Array;
  /** Of the decompressed file. */
  readonly sha256: string;
  readonly md5: string;
}

const unsignedByte = 0x08;
/** A data set larger than this is refused rather than filling the memory. */
const maxBytes = 4 * 2 ** 30;

/**
 * Reads an IDX file, plain or gzipped (told by its content, not its name).
 *
 * @throws AppError INVALID_DATA saying what is wrong and where; NOT_FOUND
 */
export async function readIdx(path: string): Promise<IdxFile> {
  const bytes = decompress(
    await readFile(path).catch((error) => throwFileError(error, path)),
    path,
  );
  const invalid = (what: string) =>
    new AppError(
      'INVALID_DATA',
      `${path} is not a usable IDX file: ${what}. Get the file again, or choose another folder.`,
      { details: { path } },
    );
  if (bytes.length < 4) throw invalid(`it ends after ${bytes.length} bytes`);
  const [zero0, zero1, type, rank = 0] = bytes;
  if (zero0 !== 0 || zero1 !== 0) throw invalid('it does not begin with two zero bytes');
  if (type !== unsignedByte) {
    throw invalid(`its values have the type 0x${type?.toString(16)}, not unsigned bytes (0x08)`);
  }
  const header = 4 + 4 * rank;
  if (rank < 1 || rank > 4 || bytes.length < header) {
    throw invalid(`its header names ${rank} dimensions and is not whole`);
  }
  const shape = Array.from({ length: rank }, (_, i) => bytes.readUInt32BE(4 + 4 * i));
  const expected = shape.reduce((product, size) => product * size, 1);
  const found = bytes.length - header;
  if (found !== expected) {
    throw invalid(`its header says ${shape.join(' × ')} = ${expected} bytes, but ${found} follow`);
  }
  return {
    shape,
    values: bytes.subarray(header),
    sha256: createHash('sha256').update(bytes).digest('hex'),
    md5: createHash('md5').update(bytes).digest('hex'),
  };
}

function decompress(bytes: Buffer, path: string): Buffer {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  try {
    return gunzipSync(bytes, { maxOutputLength: maxBytes });
  } catch (error) {
    throw new AppError(
      'INVALID_DATA',
      `${path} is a damaged gzip file. Get the file again, or choose another folder.`,
      { details: { path }, cause: error },
    );
  }
}

function throwFileError(error: unknown, path: string): never {
  throw fileError(error, path, 'read');
}

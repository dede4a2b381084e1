import { createHash } from 'node:crypto';
import { pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { AppError, systemCode } from '../../../src-shared/contract/errors.js';
import { type OpenFile, withForeignFile } from '../foreign-file.js';
import { beginsLike, type IdxHeader, parseHeader } from './idx-header.js';

/** An IDX file (LeCun's format for MNIST), as much of it as was asked for. */
export interface IdxFile extends IdxHeader {
  /** The first bytes behind the header. */
  readonly values: Uint8Array;
  /**
   * Of the whole file, decompressed; of one with more than 2 GiB of values, of its header and those that
   * were asked for: no more of it was read.
   */
  readonly sha256: string;
}

/** Of a larger file no more is read than what is asked for. */
const mostHashed = 2 * 2 ** 30;
/** More is not kept in memory. */
const mostKept = 4 * 2 ** 30;
/** Inflated at once. */
const chunkBytes = 2 ** 20;

/**
 * Reads an IDX file, plain or gzipped (told by its content, not its name), as a stream: the header
 * first, then no more than it announces, of which the bytes wanted are kept.
 *
 * @param wanted how many bytes are kept, from a header that it has looked at; it may throw
 * @throws AppError INVALID_DATA saying what is wrong and where; NOT_FOUND
 */
export function readIdx(path: string, wanted: (header: IdxHeader) => number): Promise<IdxFile> {
  const invalid = (what: string) => invalidIdx(path, what);
  return withForeignFile(path, { maxBytes: Number.POSITIVE_INFINITY, invalid }, async (file) => {
    const kind = beginsLike(await file.read(0, 8));
    if (kind !== 'gzip' && kind !== 'plain') {
      throw invalid(`it is a ${kind} archive, which has to be unpacked first`);
    }
    const reader = new IdxReader(path, { wanted, size: kind === 'plain' ? file.size : null });
    for await (const piece of kind === 'plain' ? file.pieces(0) : inflated(file, path)) {
      reader.add(piece);
      if (reader.hasEnough) break;
    }
    return reader.end();
  });
}

/** What is wrong with a file, and what to do. */
export const invalidIdx = (path: string, what: string, cause?: unknown): AppError =>
  new AppError(
    'INVALID_DATA',
    `${path} is not a usable IDX file: ${what}. Get the file again, or choose another.`,
    { details: { path }, cause },
  );

/** What zlib calls an unexpected end. */
const cutGzip = 'Z_BUF_ERROR';

async function* inflated(file: OpenFile, path: string): AsyncGenerator<Uint8Array> {
  const gunzip = createGunzip({ chunkSize: chunkBytes });
  // An error goes from one to the other, and is told to who reads.
  pipeline(Readable.from(copies(file)), gunzip, () => {});
  try {
    for await (const chunk of gunzip) yield chunk;
  } catch (error) {
    const code = systemCode(error);
    if (code === cutGzip) throw invalidIdx(path, 'it is a damaged gzip file, cut short', error);
    throw code?.startsWith('Z_') ? invalidIdx(path, 'it is a damaged gzip file', error) : error;
  }
}

/** A stream holds more than one piece, and each is overwritten by the next. */
async function* copies({ pieces }: OpenFile) {
  for await (const piece of pieces(0)) yield Uint8Array.from(piece);
}

interface Body {
  readonly header: IdxHeader;
  readonly values: Uint8Array;
  /** Bytes behind the header, and as many of them as are read. */
  readonly expected: number;
  readonly read: number;
}

/** Takes a file's bytes, one piece after the other. */
class IdxReader {
  private readonly hash = createHash('sha256');
  private begin: Buffer = Buffer.alloc(0);
  private body: Body | null = null;
  /** Bytes behind the header. */
  private found = 0;

  constructor(
    private readonly path: string,
    private readonly options: {
      readonly wanted: (header: IdxHeader) => number;
      /** Bytes of the file; null where that is not known before it was read. */
      readonly size: number | null;
    },
  ) {}

  /** Whether the rest of a large file need not be read. */
  get hasEnough(): boolean {
    return (
      this.body !== null && this.body.read < this.body.expected && this.found === this.body.read
    );
  }

  add(chunk: Uint8Array): void {
    if (this.body !== null) this.addValues(chunk, this.body);
    else this.addToHeader(chunk);
  }

  end(): IdxFile {
    const { body, found, begin } = this;
    if (body === null) throw this.invalid(`it ends after ${begin.length} bytes`);
    if (found < body.read) throw this.wrongSize(body.header, `${found}`);
    return { ...body.header, values: body.values, sha256: this.hash.digest('hex') };
  }

  private addToHeader(chunk: Uint8Array): void {
    this.begin = Buffer.concat([this.begin, chunk]);
    const header = this.parse();
    if (header === null) return;
    this.body = this.open(header);
    this.hash.update(this.begin.subarray(0, header.bytes));
    this.addValues(this.begin.subarray(header.bytes), this.body);
  }

  private parse(): IdxHeader | null {
    try {
      return parseHeader(this.begin);
    } catch (error) {
      throw error instanceof RangeError ? this.invalid(error.message) : error;
    }
  }

  private open(header: IdxHeader): Body {
    const { wanted, size } = this.options;
    const kept = wanted(header);
    const expected = sizeOf(header);
    if (size !== null && size - header.bytes !== expected) {
      throw this.wrongSize(header, `${size - header.bytes}`);
    }
    const values = emptyBytes(kept);
    if (values === null) {
      throw new AppError(
        'INVALID_DATA',
        `${this.path} holds ${header.shape.join(' × ')} values, more than fit into memory. Train on the first of them with --limit-images.`,
        { details: { path: this.path } },
      );
    }
    const read = expected > mostHashed ? kept : expected;
    return { header, expected, read, values };
  }

  private addValues(chunk: Uint8Array, { header, values, expected, read }: Body): void {
    if (read === expected && this.found + chunk.length > expected) {
      throw this.wrongSize(header, 'more');
    }
    const taken = chunk.subarray(0, read - this.found);
    this.hash.update(taken);
    if (this.found < values.length) {
      values.set(taken.subarray(0, values.length - this.found), this.found);
    }
    this.found += taken.length;
  }

  private wrongSize(header: IdxHeader, found: string): AppError {
    const size = `${header.shape.join(' × ')} = ${sizeOf(header)} bytes`;
    return this.invalid(`its header says ${size}, but ${found} follow`);
  }

  private invalid(what: string): AppError {
    return invalidIdx(this.path, what);
  }
}

/** Null where there is no room for so many. */
function emptyBytes(count: number): Uint8Array | null {
  if (count > mostKept) return null;
  try {
    return new Uint8Array(count);
  } catch {
    return null;
  }
}

/** Bytes behind a header. */
const sizeOf = ({ shape, type }: IdxHeader): number =>
  shape.reduce((product, size) => product * size, type.bytes);

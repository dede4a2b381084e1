import { createHash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import { realpath } from 'node:fs/promises';
import { relative, sep } from 'node:path';
import { type AppError, systemCode } from '../../src-shared/contract/errors.js';
import { NoFileError, openRegularFile } from '../setup/regular-file.mjs';
import { formatBytes } from '../setup/space.mjs';
import { fileError } from './system-errors.js';

/** What a file may be that anybody may have put there. */
export interface FileBounds {
  /** The most bytes that are read. */
  readonly maxBytes: number;
  /** The folder that the file must lie in once links are followed; left out where a person named the file. */
  readonly within?: string | undefined;
  /** The error of a file that is not what it should be, in words that follow "can't be read:". */
  readonly invalid: (what: string) => AppError;
}

/** A regular file opened for reading. */
export interface OpenFile {
  /** Bytes. */
  readonly size: number;
  /** The bytes from a place on, at most `count`; fewer where the file ends. */
  read(from: number, count: number): Promise<Uint8Array<ArrayBuffer>>;
  /** The bytes from a place to the end, in pieces. Each is overwritten by the next. */
  pieces(from: number): AsyncIterable<Uint8Array>;
}

/** Bytes read at once. */
const pieceBytes = 2 ** 20;

/**
 * Opens a file of a folder that may come from elsewhere: a regular one, no longer than it may be, in its
 * folder by its real path. What is no file is never opened.
 *
 * @throws AppError NOT_FOUND, NOT_WRITABLE; `invalid` where the file breaks its bounds; what `work` throws
 */
export async function withForeignFile<Value>(
  path: string,
  { maxBytes, within, invalid }: FileBounds,
  work: (file: OpenFile) => Promise<Value>,
): Promise<Value> {
  const { file, size } = await opened(path, { within, invalid });
  try {
    if (size > maxBytes) {
      throw invalid(`it is ${formatBytes(size)} long; at most ${formatBytes(maxBytes)} are read`);
    }
    return await work({
      size,
      read: (from, count) => readAt(file, from, count),
      pieces: (from) => piecesOf(file, { from, size }),
    });
  } catch (error) {
    throw systemCode(error) === null ? error : fileError(error, path, 'read');
  } finally {
    await file.close();
  }
}

async function opened(path: string, { within, invalid }: Pick<FileBounds, 'within' | 'invalid'>) {
  try {
    if (within !== undefined) await requireWithin(path, within, invalid);
    return await openRegularFile(path);
  } catch (error) {
    if (error instanceof NoFileError) throw invalid(error.message);
    throw fileError(error, path, 'read');
  }
}

/**
 * Links may lead about inside a folder, not out of it.
 *
 * @throws what the system says of a path that is not there, and `invalid`
 */
export async function requireWithin(
  path: string,
  folder: string,
  invalid: FileBounds['invalid'],
): Promise<void> {
  const [real, root] = await Promise.all([realpath(path), realpath(folder)]);
  const way = relative(root, real);
  if (way === '..' || way.startsWith(`..${sep}`) || way === real) {
    throw invalid(`it is a link that leads out of ${folder}, to ${real}`);
  }
}

/** Aligned as any typed array needs it: in a buffer of its own. */
async function readAt(file: FileHandle, from: number, count: number) {
  const bytes = new Uint8Array(count);
  let filled = 0;
  while (filled < count) {
    const { bytesRead } = await file.read(bytes, filled, count - filled, from + filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return filled === count ? bytes : bytes.slice(0, filled);
}

/** Not beyond the size that it was opened with, however it grows. */
async function* piecesOf(file: FileHandle, { from, size }: { from: number; size: number }) {
  const buffer = new Uint8Array(Math.min(pieceBytes, Math.max(size - from, 1)));
  let place = from;
  while (place < size) {
    const { bytesRead } = await file.read(buffer, 0, Math.min(buffer.length, size - place), place);
    if (bytesRead === 0) return;
    place += bytesRead;
    yield buffer.subarray(0, bytesRead);
  }
}

/** The whole file. @throws as {@link withForeignFile} */
export const readForeignFile = (
  path: string,
  bounds: FileBounds,
): Promise<Uint8Array<ArrayBuffer>> =>
  withForeignFile(path, bounds, ({ read, size }) => read(0, size));

/** The whole file as UTF-8. @throws as {@link withForeignFile} */
export const readForeignText = async (path: string, bounds: FileBounds): Promise<string> =>
  new TextDecoder().decode(await readForeignFile(path, bounds));

/** SHA-256 of a file's bytes, in hexadecimal. @throws as {@link withForeignFile} */
export const foreignSha256 = (path: string, bounds: FileBounds): Promise<string> =>
  withForeignFile(path, bounds, async ({ pieces }) => {
    const hash = createHash('sha256');
    for await (const piece of pieces(0)) hash.update(piece);
    return hash.digest('hex');
  });

/** A longer line is damaged: what is left of the file is not looked at. */
const longestLine = 65_536;

/**
 * Has each line seen that has its end, one piece of the file after another; what stands behind the last
 * line's end was half written.
 *
 * @param see false when no more lines are wanted
 * @throws as {@link withForeignFile}
 */
export const readForeignLines = (
  path: string,
  bounds: FileBounds,
  see: (line: string) => boolean,
): Promise<void> =>
  withForeignFile(path, bounds, async ({ pieces }) => {
    const decoder = new TextDecoder();
    let rest = '';
    for await (const piece of pieces(0)) {
      const lines = (rest + decoder.decode(piece, { stream: true })).split('\n');
      rest = lines.pop() ?? '';
      if (!lines.every(see) || rest.length > longestLine) return;
    }
  });

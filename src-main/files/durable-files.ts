import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { appendFile, type FileHandle, open, rename, rm } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { systemCode } from '../../src-shared/contract/errors.js';
import { syncFolder } from '../setup/folders.mjs';
import { draftIn, forgetDraft } from './drafts.js';
import { fileError } from './system-errors.js';

export interface WrittenFile {
  readonly name: string;
  readonly bytes: number;
  readonly sha256: string;
}

type Chunk = Uint8Array | string;
export type Content = Chunk | Iterable<Chunk> | AsyncIterable<Chunk>;

/**
 * Writes one of the program's own files so that a reader, a crash or a full disk never meets half of it:
 * beside its target, fsynced, renamed, the folder fsynced. The folder must be there: one that was
 * deleted or renamed meanwhile does not come back. A link in the file's place is replaced, not followed.
 *
 * What a person named is written by {@link writeOutput} instead.
 *
 * @throws AppError NO_SPACE, NOT_WRITABLE or NOT_FOUND, and what the content throws; the old file, if
 *   any, is as it was.
 */
export async function writeFileDurably(
  path: string,
  content: Content,
  { mode }: { mode?: number } = {},
): Promise<WrittenFile> {
  const draft = await writeDraft(dirname(path), content, path, mode);
  return draft.publish(path);
}

export const writeJsonDurably = (path: string, value: unknown): Promise<WrittenFile> =>
  writeFileDurably(path, `${JSON.stringify(value, null, 2)}\n`);

/** A whole file that waits for its name. */
export interface Draft {
  readonly path: string;
  /** Of its bytes, in hexadecimal. */
  readonly sha256: string;
  /**
   * Gives it its name.
   *
   * @param move puts the draft into its place; by default, whatever is there is replaced
   * @throws AppError as {@link writeFileDurably}; the draft is then gone
   */
  publish(target: string, move?: () => Promise<void>): Promise<WrittenFile>;
  /** Takes it away, if it is still there. */
  remove(): Promise<void>;
}

/**
 * @param target the path that an error tells
 * @param mode who may read and write it, from its first byte on; by default whoever the system says
 * @throws AppError NO_SPACE, NOT_WRITABLE or NOT_FOUND, and what the content throws
 */
export async function writeDraft(
  folder: string,
  content: Content,
  target: string,
  mode?: number,
): Promise<Draft> {
  const path = draftIn(folder);
  const remove = async () => {
    await rm(path, { force: true }).catch(() => {});
    forgetDraft(path);
  };
  const orNothing = async <Value>(work: () => Promise<Value>): Promise<Value> => {
    try {
      return await work();
    } catch (error) {
      await remove();
      // What has no system code came from the content, such as an interruption: it is no file's error.
      throw systemCode(error) === null ? error : fileError(error, target, 'write');
    }
  };
  const written = await orNothing(async () => {
    const file = await open(path, 'wx', mode);
    try {
      const described = await writeAll(gathered(content), (data) => file.writeFile(data));
      await syncFile(file);
      return described;
    } finally {
      await file.close();
    }
  });
  return {
    path,
    sha256: written.sha256,
    publish: (name, move = () => rename(path, name)) =>
      orNothing(async () => {
        await move();
        forgetDraft(path);
        await syncFolder(dirname(name));
        return { ...written, name: basename(name) };
      }),
    remove,
  };
}

/** Bytes that are written together. */
const together = 2 ** 16;

/** The same content in pieces of some size: of files with a million lines each would be a call of the system. */
async function* gathered(content: Content): AsyncGenerator<Uint8Array> {
  const room = Buffer.allocUnsafe(together);
  let held = 0;
  for await (const chunk of chunksOf(content)) {
    const bytes = typeof chunk === 'string' ? Buffer.byteLength(chunk) : chunk.length;
    if (held + bytes > together) {
      yield room.subarray(0, held);
      held = 0;
    }
    if (bytes > together) yield typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
    else if (typeof chunk === 'string') held += room.write(chunk, held);
    else {
      room.set(chunk, held);
      held += bytes;
    }
  }
  yield room.subarray(0, held);
}

const chunksOf = (content: Content): Exclude<Content, Chunk> =>
  typeof content === 'string' || content instanceof Uint8Array ? [content] : content;

/** Has content written piece by piece; what it was. */
export async function writeAll(
  content: Content,
  write: (data: Uint8Array) => Promise<unknown>,
): Promise<Omit<WrittenFile, 'name'>> {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const chunk of chunksOf(content)) {
    const data = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
    hash.update(data);
    await write(data);
    bytes += data.byteLength;
  }
  return { bytes, sha256: hash.digest('hex') };
}

/** Brings a file to disk. */
export const syncFile = (file: FileHandle): Promise<void> => file.sync().catch(unlessUnsupported);

/**
 * Some file systems bring no single file to disk, which is no reason to lose what is written; a disk that
 * fails is one.
 */
export function unlessUnsupported(error: unknown): void {
  if (['EINVAL', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS'].includes(systemCode(error) ?? '')) return;
  throw error;
}

/**
 * Adds to the end of one of the program's own files and brings it to disk.
 *
 * @throws AppError NO_SPACE, NOT_WRITABLE or NOT_FOUND
 */
export async function appendDurably(path: string, text: string): Promise<void> {
  try {
    const file = await open(path, constants.O_WRONLY | constants.O_APPEND);
    await file
      .appendFile(text)
      .then(() => syncFile(file))
      .finally(() => file.close());
  } catch (error) {
    throw fileError(error, path, 'write');
  }
}

/**
 * Adds a piece to the end of a file that is being gathered, and makes it when it is not there. It is
 * brought to disk when all of it is there.
 *
 * @throws AppError NO_SPACE, NOT_WRITABLE or NOT_FOUND
 */
export const appendPiece = (path: string, bytes: Uint8Array): Promise<void> =>
  appendFile(path, bytes).catch((error) => {
    throw fileError(error, path, 'write');
  });

import { createHash } from 'node:crypto';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { systemCode } from '../../src-shared/contract/errors.js';
import { fileError } from './system-errors.js';

export interface WrittenFile {
  readonly name: string;
  readonly bytes: number;
  readonly sha256: string;
}

type Chunk = Uint8Array | string;

/**
 * Writes a file so that a reader, a crash or a full disk never meets half of it: beside its target,
 * fsynced, renamed, the directory fsynced. The folder is made when missing.
 *
 * @throws AppError NO_SPACE or NOT_WRITABLE, and what the content throws; the old file, if any, is
 *   as it was.
 */
export async function writeFileDurably(
  path: string,
  content: Chunk | Iterable<Chunk> | AsyncIterable<Chunk>,
): Promise<WrittenFile> {
  const temporary = join(dirname(path), `.${basename(path)}.${process.pid}.tmp`);
  try {
    await mkdir(dirname(path), { recursive: true });
    const written = await writeAndSync(temporary, content);
    await rename(temporary, path);
    await syncDirectory(dirname(path));
    return { ...written, name: basename(path) };
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => {});
    // What has no system code came from the content, such as an interruption: it is no file's error.
    throw systemCode(error) === null ? error : fileError(error, path, 'write');
  }
}

async function writeAndSync(path: string, content: Chunk | Iterable<Chunk> | AsyncIterable<Chunk>) {
  const hash = createHash('sha256');
  let bytes = 0;
  const file = await open(path, 'w');
  try {
    const chunks =
      typeof content === 'string' || content instanceof Uint8Array ? [content] : content;
    for await (const chunk of chunks) {
      const data = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
      hash.update(data);
      await file.writeFile(data);
      bytes += data.byteLength;
    }
    await file.sync();
  } finally {
    await file.close();
  }
  return { bytes, sha256: hash.digest('hex') };
}

/** Makes a rename in a directory survive a power cut. Windows has no such call and needs none. */
export async function syncDirectory(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const directory = await open(path, 'r');
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}

export const writeJsonDurably = (path: string, value: unknown): Promise<WrittenFile> =>
  writeFileDurably(path, `${JSON.stringify(value, null, 2)}\n`);

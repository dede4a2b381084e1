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
type Content = Chunk | Iterable<Chunk> | AsyncIterable<Chunk>;

/**
 * Writes a file so that a reader, a crash or a full disk never meets half of it: beside its target,
 * fsynced, renamed, the directory fsynced. The folder is made when missing.
 *
 * @throws AppError NO_SPACE or NOT_WRITABLE, and what the content throws; the old file, if any, is
 *   as it was.
 */
export async function writeFileDurably(path: string, content: Content): Promise<WrittenFile> {
  const draft = await writeDraft(path, content);
  await draft.publish();
  return draft.file;
}

/**
 * Writes files that belong together: none gets its name before all are written, and when one can't be
 * written or named, none of them stays.
 *
 * @throws AppError NO_SPACE or NOT_WRITABLE, and what the content throws
 */
export async function writeFilesDurably(
  files: readonly { readonly path: string; readonly content: Content }[],
): Promise<void> {
  const drafts: Draft[] = [];
  try {
    for (const { path, content } of files) drafts.push(await writeDraft(path, content));
    for (const draft of drafts) await draft.publish();
  } catch (error) {
    await Promise.all(drafts.map((draft) => draft.remove()));
    throw error;
  }
}

/** A file that lies beside its target. */
interface Draft {
  readonly file: WrittenFile;
  /** Gives it its name. */
  publish(): Promise<void>;
  /** Takes it away again, by whatever name it has. */
  remove(): Promise<void>;
}

async function writeDraft(path: string, content: Content): Promise<Draft> {
  const draft = join(dirname(path), `.${basename(path)}.${process.pid}.tmp`);
  let place = draft;
  const remove = () => rm(place, { force: true }).catch(() => {});
  const orNothing = async <Value>(work: () => Promise<Value>): Promise<Value> => {
    try {
      return await work();
    } catch (error) {
      if (place === draft) await remove();
      // What has no system code came from the content, such as an interruption: it is no file's error.
      throw systemCode(error) === null ? error : fileError(error, path, 'write');
    }
  };
  const written = await orNothing(async () => {
    await mkdir(dirname(path), { recursive: true });
    return writeAndSync(draft, content);
  });
  return {
    file: { ...written, name: basename(path) },
    publish: () =>
      orNothing(async () => {
        await rename(draft, path);
        place = path;
        await syncDirectory(dirname(path));
      }),
    remove,
  };
}

async function writeAndSync(path: string, content: Content) {
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

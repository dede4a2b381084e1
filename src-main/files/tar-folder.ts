import type { FileHandle } from 'node:fs/promises';
import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { openRegularFile } from '../setup/regular-file.mjs';
import { isDraft } from './drafts.js';
import { tarBlock, tarHead, tarPadding } from './tar-head.js';

/** A regular file somewhere in a folder. */
interface FolderFile {
  /** Within the folder, with / between names. */
  readonly path: string;
  readonly size: number;
}

/** Bytes read at once. */
const pieceBytes = 2 ** 18;

/**
 * A folder with all its regular files as one tar, piece by piece. Links are left out, and what is being
 * written.
 *
 * @param name of the folder in the tar
 * @throws what the system says of a file that can't be read, and a RangeError for one that has become shorter
 */
export async function* tarOfFolder(folder: string, name: string): AsyncGenerator<Uint8Array> {
  for await (const { path } of filesIn(folder)) {
    const { file, size } = await openRegularFile(join(folder, path));
    try {
      const { mtimeMs } = await file.stat();
      yield tarHead({ name: `${name}/${path}`, size, changed: Math.floor(mtimeMs / 1000) });
      yield* piecesOf(file, size);
      yield tarPadding(size);
    } finally {
      await file.close();
    }
  }
  yield new Uint8Array(2 * tarBlock);
}

/** Bytes of that tar; null where the folder has more files than are looked at for it. */
export async function tarSize(
  folder: string,
  { name, mostFiles }: { name: string; mostFiles: number },
): Promise<number | null> {
  let bytes = 2 * tarBlock;
  let files = 0;
  for await (const { path, size } of filesIn(folder)) {
    if (++files > mostFiles) return null;
    const head = tarHead({ name: `${name}/${path}`, size, changed: 0 });
    bytes += head.length + size + tarPadding(size).length;
  }
  return bytes;
}

async function* filesIn(folder: string, within = ''): AsyncGenerator<FolderFile> {
  const entries = await readdir(join(folder, within), { withFileTypes: true });
  for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = within === '' ? entry.name : `${within}/${entry.name}`;
    if (isDraft(entry.name)) continue;
    if (entry.isDirectory()) yield* filesIn(folder, path);
    else if (entry.isFile()) yield { path, size: (await lstat(join(folder, path))).size };
  }
}

async function* piecesOf(file: FileHandle, size: number): AsyncGenerator<Uint8Array> {
  let place = 0;
  while (place < size) {
    // Each its own: what takes them may still hold the one before.
    const piece = new Uint8Array(Math.min(pieceBytes, size - place));
    const { bytesRead } = await file.read(piece, 0, piece.length, place);
    if (bytesRead === 0) throw new RangeError('A file became shorter while it was read.');
    place += bytesRead;
    yield piece.subarray(0, bytesRead);
  }
}

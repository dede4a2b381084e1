import type { FileHandle } from 'node:fs/promises';
import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { isDraft } from './drafts.js';

/** A regular file somewhere in a folder. */
interface FolderFile {
  /** Within the folder, with / between names. */
  readonly path: string;
  readonly size: number;
}

/** Bytes read at once. */
const pieceBytes = 2 ** 18;

/** All regular files in a folder, in the order of their names. Links are left out, and what is being written. */
export async function* filesIn(folder: string, within = ''): AsyncGenerator<FolderFile> {
  const entries = await readdir(join(folder, within), { withFileTypes: true });
  for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = within === '' ? entry.name : `${within}/${entry.name}`;
    if (isDraft(entry.name)) continue;
    if (entry.isDirectory()) yield* filesIn(folder, path);
    else if (entry.isFile()) yield { path, size: (await lstat(join(folder, path))).size };
  }
}

/** @throws RangeError for a file that has become shorter */
export async function* piecesOf(file: FileHandle, size: number): AsyncGenerator<Uint8Array> {
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

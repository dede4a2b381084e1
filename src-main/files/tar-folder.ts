import { join } from 'node:path';
import { openRegularFile } from '../setup/regular-file.mjs';
import { filesIn, piecesOf } from './folder-files.js';
import { tarBlock, tarHead, tarPadding } from './tar-head.js';

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

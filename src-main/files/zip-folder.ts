import { join } from 'node:path';
import { Zip, ZipDeflate } from 'fflate';
import { AppError } from '../../src-shared/contract/errors.js';
import { openRegularFile } from '../setup/regular-file.mjs';
import { filesIn, piecesOf } from './folder-files.js';

/** What the first form of zip has room for, which every program reads. */
const most = { bytes: 2 ** 32 - 1, files: 2 ** 16 - 1 } as const;

/**
 * A folder with all its regular files as one zip, piece by piece. Links are left out, and what is being
 * written.
 *
 * @param name of the folder in the zip
 * @throws AppError UNSUPPORTED for a folder that a zip has no room for
 * @throws what the system says of a file that can't be read, and a RangeError for one that has become shorter
 */
export async function* zipOfFolder(folder: string, name: string): AsyncGenerator<Uint8Array> {
  await requireRoom(folder);
  const done: Uint8Array[] = [];
  const zip = new Zip((error, piece) => {
    if (error) throw error;
    done.push(piece);
  });
  for await (const { path } of filesIn(folder)) {
    const { file, size } = await openRegularFile(join(folder, path));
    try {
      // Weights hardly become smaller: no more than the quickest way is worth its time.
      const entry = new ZipDeflate(`${name}/${path}`, { level: 1 });
      entry.mtime = (await file.stat()).mtime;
      zip.add(entry);
      for await (const piece of piecesOf(file, size)) {
        entry.push(piece);
        yield* done.splice(0);
      }
      entry.push(new Uint8Array(), true);
      yield* done.splice(0);
    } finally {
      await file.close();
    }
  }
  zip.end();
  yield* done;
}

async function requireRoom(folder: string): Promise<void> {
  let [bytes, files] = [0, 0];
  for await (const { size } of filesIn(folder)) {
    bytes += size;
    files += 1;
  }
  if (bytes <= most.bytes && files <= most.files) return;
  throw new AppError(
    'UNSUPPORTED',
    `${folder} has more than a zip has room for (4 GB): choose a name that ends in .tar.`,
    { details: { folder } },
  );
}

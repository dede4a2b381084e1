import { basename } from 'node:path';
import { tarOfFolder, tarSize } from '../files/tar-folder.js';

/** All files of a data set or a run as one tar. */
export interface Archive {
  /** Of what it holds, which is the folder in the tar. */
  readonly name: string;
  /** Null where it has too many files to be measured before it begins. */
  readonly bytes: number | null;
  readonly content: AsyncIterable<Uint8Array>;
}

/** Files whose sizes are added up before the first byte. */
const mostFiles = 20_000;

/** Nothing is read before its content is. */
export async function archiveOf(folder: string): Promise<Archive> {
  const name = basename(folder);
  const bytes = await tarSize(folder, { name, mostFiles });
  return { name, bytes, content: tarOfFolder(folder, name) };
}

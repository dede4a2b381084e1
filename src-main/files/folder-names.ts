import { existsSync, readdirSync } from 'node:fs';
import { lstat, realpath, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';

export interface FolderName {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** Whether the name is the whole of its bytes: a file can't be opened by a name that is not. */
  readonly isText: boolean;
}

/** What lies in a folder, whatever it is called; nothing where the folder can't be read. */
export function folderNames(folder: string): FolderName[] {
  try {
    return readdirSync(folder, { encoding: 'buffer' }).map((bytes) => {
      const name = bytes.toString();
      return { name, bytes, isText: bytes.equals(Buffer.from(name)) };
    });
  } catch {
    return [];
  }
}

/** The path of a file in a folder in a folder whose name may be no text. */
export const pathOf = (root: string, name: Uint8Array, file: string): Buffer =>
  Buffer.concat([Buffer.from(join(root, sep)), name, Buffer.from(sep + file)]);

export const isThere = (folder: string, name: string): boolean => existsSync(join(folder, name));

/** Where a path leads in the end; the path itself where it leads nowhere. */
export const realPlace = (path: string): Promise<string> => realpath(path).catch(() => path);

export const isLink = (path: string): Promise<boolean> =>
  lstat(path).then(
    (stats) => stats.isSymbolicLink(),
    () => false,
  );

/** Whether two paths that are there lead to one file or folder. */
export async function isSamePlace(one: string, other: string): Promise<boolean> {
  const [first, second] = await Promise.all([stat(one), stat(other)]);
  return first.ino === second.ino && first.dev === second.dev;
}

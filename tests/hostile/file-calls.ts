import fs from 'node:fs';
import fsPromises, { type FileHandle } from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { devNull } from 'node:os';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A call of the file system that may change something below a folder, before it is made. */
export interface FileCall {
  readonly name: string;
  /** What it changes. */
  readonly path: string;
  /** What it writes; null for a call that writes nothing. */
  readonly data: Buffer | null;
  /** Whether it takes room on the disk. */
  readonly needsSpace: boolean;
}

type AnyFunction = (this: unknown, ...args: unknown[]) => unknown;
type Functions = Record<string, unknown>;

/** Calls whose first argument is a path, or a descriptor; of two paths the second is what changes. */
const changing = [
  ...['mkdir', 'mkdtemp', 'open', 'writeFile', 'appendFile', 'write', 'writev', 'cp', 'copyFile'],
  ...['link', 'symlink', 'rename', 'rm', 'rmdir', 'unlink', 'truncate', 'ftruncate'],
  ...['utimes', 'chmod', 'fsync', 'fdatasync'],
];
/** The same of an open file. */
const changingHandle = [
  ...['write', 'writev', 'writeFile', 'appendFile', 'truncate', 'utimes', 'sync', 'datasync'],
];
const toSecond = new Set(['cp', 'copyFile', 'link', 'symlink', 'rename']);
const withoutSpace = new Set(['rename', 'rm', 'rmdir', 'unlink', 'utimes', 'chmod']);

/**
 * Watches all changes that this process makes below a folder, up to the end of some work.
 *
 * @param before called before each; what it throws is what the call fails with
 */
export async function watchFileCalls<Value>(
  folder: string,
  before: (call: FileCall) => void,
  work: () => Promise<Value>,
): Promise<Value> {
  const paths = new Map<number, string>();
  const undo: (() => void)[] = [];
  const replace = (
    object: Functions,
    name: string,
    make: (original: AnyFunction) => AnyFunction,
  ) => {
    const original = object[name];
    if (typeof original !== 'function') return;
    object[name] = make(original as AnyFunction);
    undo.push(() => {
      object[name] = original;
    });
  };
  const told = (name: string, where: unknown, args: readonly unknown[]) => {
    const path = pathOf(where, paths);
    if (path === null || !(path === folder || path.startsWith(`${folder}/`))) return;
    if (name === 'open' && isForReading(args[0])) return;
    const needsSpace = !withoutSpace.has(name);
    before({ name, path, data: isWriting(name) ? dataOf(args) : null, needsSpace });
  };
  const target = (name: string, args: readonly unknown[]) => args[toSecond.has(name) ? 1 : 0];
  const remember = (descriptor: unknown, path: unknown) => {
    const known = pathOf(path, paths);
    if (typeof descriptor === 'number' && known !== null) paths.set(descriptor, known);
  };

  const promises = fsPromises as unknown as Functions;
  for (const name of changing) {
    replace(fs as unknown as Functions, `${name}Sync`, (original) => (...args) => {
      told(name, target(name, args), args.slice(1));
      const value = original.apply(fs, args);
      if (name === 'open') remember(value, args[0]);
      return value;
    });
    replace(fs as unknown as Functions, name, (original) => (...args) => {
      const answer = args.at(-1);
      try {
        told(name, target(name, args), args.slice(1));
      } catch (error) {
        if (typeof answer === 'function') setImmediate(() => answer(error));
        return undefined;
      }
      if (name !== 'open' || typeof answer !== 'function') return original.apply(fs, args);
      return original.apply(fs, [
        ...args.slice(0, -1),
        (error: unknown, descriptor: unknown) => {
          remember(descriptor, args[0]);
          answer(error, descriptor);
        },
      ]);
    });
    replace(promises, name, (original) => async (...args) => {
      told(name, target(name, args), args.slice(1));
      const value = await original.apply(fsPromises, args);
      if (name === 'open') remember((value as FileHandle).fd, args[0]);
      return value;
    });
  }
  const handle = await fsPromises.open(devNull, 'r');
  const prototype = Object.getPrototypeOf(handle);
  await handle.close();
  for (const name of changingHandle) {
    replace(
      prototype,
      name,
      (original) =>
        async function (this: unknown, ...args) {
          told(`handle.${name}`, (this as FileHandle).fd, args);
          return original.apply(this, args);
        },
    );
  }
  syncBuiltinESMExports();
  try {
    return await work();
  } finally {
    for (const each of undo) each();
    syncBuiltinESMExports();
  }
}

function pathOf(where: unknown, paths: ReadonlyMap<number, string>): string | null {
  if (typeof where === 'number') return paths.get(where) ?? null;
  if (where instanceof URL) return fileURLToPath(where);
  return typeof where === 'string' ? resolve(where) : null;
}

const isForReading = (flags: unknown): boolean =>
  flags === undefined ||
  flags === 'r' ||
  (typeof flags === 'number' &&
    (flags & (fs.constants.O_WRONLY | fs.constants.O_RDWR | fs.constants.O_CREAT)) === 0);

const isWriting = (name: string): boolean => /^(?:handle\.)?(?:write|append)/.test(name);

/** The first argument after the path that can be written. */
function dataOf([data]: readonly unknown[]): Buffer | null {
  if (typeof data === 'string') return Buffer.from(data);
  return data instanceof Uint8Array ? Buffer.from(data) : null;
}

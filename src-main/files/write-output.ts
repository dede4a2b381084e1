import { constants, createReadStream, createWriteStream, fstatSync, openSync } from 'node:fs';
import { access, chmod, chown, copyFile, link, open, rename, rm, stat } from 'node:fs/promises';
import { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, dirname, resolve } from 'node:path';
import type { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { systemCode } from '../../src-shared/contract/errors.js';
import { makeFolder, syncFolder } from '../setup/folders.mjs';
import { sweepDrafts } from './drafts.js';
import { type Content, type Draft, syncFile, writeAll, writeDraft } from './durable-files.js';
import { checkSpace } from './free-space.js';
import { type OutputTarget, outputTarget } from './output-target.js';
import { fileError } from './system-errors.js';

/** What is written to a path that a person named. */
interface Output {
  readonly path: string;
  readonly content: Content;
}

/**
 * Writes to a path that a person named, whatever it is. A file, also one that a link leads to, is
 * replaced as a whole and keeps its mode and its owner; one with several names, or in a folder where
 * nothing can be made, is written over once all of it is known. Named pipes, devices and the streams
 * of this process (`-`, /dev/stdout, /dev/fd/3) are written through. Missing folders are made.
 *
 * @throws AppError NO_SPACE, NOT_WRITABLE or NOT_FOUND, and what the content throws; a file that was
 *   there is then as it was
 */
export async function writeOutput(path: string, content: Content, race?: Race): Promise<void> {
  await writeOutputs([{ path, content }], race);
}

/** Settles as the work does, or rejects when a person ends it: whoever reads a pipe may never do so. */
type Race = <Value>(work: Promise<Value>) => Promise<Value>;

/**
 * Writes what belongs together: no file gets its name before all are written, and when one can't be
 * written, none of those that are new stays.
 *
 * @throws AppError as {@link writeOutput}
 */
export async function writeOutputs(
  outputs: readonly Output[],
  race: Race = (work) => work,
): Promise<void> {
  const drafts: OutputDraft[] = [];
  try {
    // All are looked at before the first is begun: drawing what one holds may take hours.
    const targets = await Promise.all(
      outputs.map(async (output) => ({ ...output, target: await outputTarget(output.path) })),
    );
    for (const output of targets) drafts.push(await begin(output, race));
    for (const draft of drafts) await draft.publish();
  } catch (error) {
    await Promise.all(drafts.map((draft) => draft.remove()));
    throw error;
  }
}

/**
 * Writes a new file under the first of the names that none has yet.
 *
 * @param names full paths, without an end
 * @returns where it is
 * @throws AppError as {@link writeOutput}
 */
export async function writeNewOutput(names: Iterable<string>, content: Content): Promise<string> {
  let draft: Draft | null = null;
  for (const name of names) {
    const path = resolve(name);
    draft ??= await newDraft(path, content);
    if (await giveFreeName(draft, path)) return path;
  }
  await draft?.remove();
  throw new RangeError('No name is left.');
}

/** Something that waits for its name, or was written through and has none. */
interface OutputDraft {
  publish(): Promise<unknown>;
  /** Takes it away again, also when it has its name already. */
  remove(): Promise<void>;
}

const nothingToDo: OutputDraft = { publish: async () => {}, remove: async () => {} };

async function begin(
  { target, content }: Output & { target: OutputTarget },
  race: Race,
): Promise<OutputDraft> {
  switch (target.kind) {
    case 'new': {
      const { path } = target;
      return newFile(await newDraft(path, content), path);
    }
    case 'file':
      return replaceFile(target, content);
    case 'pipe':
      await throughPipe(target.path, content, race);
      return nothingToDo;
    case 'device':
      await throughDevice(target.path, content);
      return nothingToDo;
    case 'descriptor':
      await throughDescriptor(target.descriptor, content, race);
      return nothingToDo;
    default:
      return target satisfies never;
  }
}

/** Gone again altogether when what it belongs to can't be written. */
function newFile(draft: Draft, path: string): OutputDraft {
  let published = false;
  return {
    publish: async () => {
      await draft.publish(path);
      published = true;
    },
    remove: async () => {
      await draft.remove();
      if (published) await rm(path, { force: true }).catch(() => {});
    },
  };
}

/** A draft in a folder that is made when missing. */
async function newDraft(path: string, content: Content): Promise<Draft> {
  const folder = dirname(path);
  try {
    await makeFolder(folder);
  } catch (error) {
    throw fileError(error, path, 'write');
  }
  await sweepDrafts(folder);
  return writeDraft(folder, content, path);
}

/** What a system answers that won't have a file replaced (a mount, a folder without the right to) but written. */
const wontReplace = ['EXDEV', 'EBUSY', 'EPERM', 'EACCES'];

async function replaceFile(
  { path, stats }: Extract<OutputTarget, { kind: 'file' }>,
  content: Content,
): Promise<OutputDraft> {
  const folder = dirname(path);
  const canReplace = stats.nlink === 1 && (await mayMakeIn(folder));
  if (canReplace) await sweepDrafts(folder);
  const draft = await writeDraft(canReplace ? folder : tmpdir(), content, path);
  const writeOver = () => overwrite(path, draft.path);
  const replace = async () => {
    try {
      await chmod(draft.path, stats.mode & 0o7777);
      await keepOwner(draft.path, stats);
      await rename(draft.path, path);
    } catch (error) {
      if (!wontReplace.includes(systemCode(error) ?? '')) throw error;
      await writeOver();
    }
  };
  return {
    publish: async () => {
      const written = await draft.publish(path, canReplace ? replace : writeOver);
      await draft.remove();
      return written;
    },
    remove: draft.remove,
  };
}

const mayMakeIn = (folder: string): Promise<boolean> =>
  access(folder, constants.W_OK | constants.X_OK).then(
    () => true,
    () => false,
  );

/** @throws EPERM where only the owner may give a file away */
async function keepOwner(path: string, { uid, gid }: { uid: number; gid: number }): Promise<void> {
  const own = process.geteuid?.();
  if (own === undefined || (own === uid && process.getegid?.() === gid)) return;
  await chown(path, uid, gid);
}

/**
 * Not by the system's copy of a file, which sets the mode too: network shares refuse that. What is there
 * goes only when there is room for the new.
 */
async function overwrite(path: string, from: string): Promise<void> {
  const [before, after] = await Promise.all([stat(path), stat(from)]);
  const bytes = after.size - before.size;
  if (bytes > 0) await checkSpace(dirname(path), { bytes, purpose: basename(path) });
  const file = await open(path, constants.O_WRONLY | constants.O_TRUNC);
  try {
    await writeAll(createReadStream(from), (data) => file.writeFile(data));
    await syncFile(file);
  } finally {
    await file.close();
  }
}

/** False when the name is taken; the draft then stays. */
async function giveFreeName(draft: Draft, path: string): Promise<boolean> {
  try {
    await link(draft.path, path);
  } catch (error) {
    const code = systemCode(error);
    if (code === 'EEXIST') return false;
    // A file system without hard links: the copy is the file's beginning and its end.
    const copied = await copyFile(draft.path, path, constants.COPYFILE_EXCL).then(
      () => null,
      (copyError: unknown) => copyError,
    );
    if (systemCode(copied) === 'EEXIST') return false;
    if (copied !== null) {
      await draft.remove();
      throw fileError(copied, path, 'write');
    }
  }
  await draft.remove();
  await orFileError(path, () => syncFolder(dirname(path)));
  return true;
}

/** How long is waited between two looks for a named pipe's reader, ms. */
const readerPoll = 50;

/** Waits for a reader, as every program does; not in a call of the system, which could not be ended. */
async function throughPipe(path: string, content: Content, race: Race): Promise<void> {
  await orFileError(path, async () => {
    let descriptor = openForReader(path);
    while (descriptor === null) {
      await race(sleep(readerPoll));
      descriptor = openForReader(path);
    }
    const stream = new Socket({ fd: descriptor, readable: false, writable: true });
    try {
      await through(stream, content, race);
      await race(finished(stream.end()));
    } finally {
      // Whatever ended the writing: its reader would wait for the end of it.
      stream.destroy();
    }
  });
}

/** Null while a named pipe has no reader. */
function openForReader(path: string): number | null {
  try {
    return openSync(path, constants.O_WRONLY | constants.O_NONBLOCK);
  } catch (error) {
    if (systemCode(error) === 'ENXIO') return null;
    throw error;
  }
}

async function throughDevice(path: string, content: Content): Promise<void> {
  await orFileError(path, async () => {
    const file = await open(path, constants.O_WRONLY | (constants.O_NOCTTY ?? 0));
    await writeAll(content, (data) => file.writeFile(data)).finally(() => file.close());
  });
}

async function throughDescriptor(descriptor: number, content: Content, race: Race): Promise<void> {
  const name = descriptor === 1 ? 'standard output' : `the stream ${descriptor}`;
  await orFileError(name, () => through(streamOf(descriptor), content, race));
}

/** It stays open: it is not ours alone. */
function streamOf(descriptor: number): Writable {
  if (descriptor === 1) return process.stdout;
  if (descriptor === 2) return process.stderr;
  const stats = fstatSync(descriptor);
  return stats.isFIFO() || stats.isSocket()
    ? new Socket({ fd: descriptor, readable: false, writable: true })
    : createWriteStream('', { fd: descriptor, autoClose: false });
}

async function through(stream: Writable, content: Content, race: Race): Promise<void> {
  // Each write's own answer tells a failure; without a listener it would end the process as well.
  const heard = () => {};
  stream.on('error', heard);
  try {
    await writeAll(content, (data) =>
      race(
        new Promise<void>((resolved, failed) => {
          stream.write(data, (error) => (error ? failed(error) : resolved()));
        }),
      ),
    );
  } finally {
    stream.off('error', heard);
  }
}

/** What has no system code came from the content. */
async function orFileError(path: string, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    throw systemCode(error) === null ? error : fileError(error, path, 'write');
  }
}

import { basename, dirname, join, resolve } from 'node:path';
import { nthFileName } from '../../../src-shared/config/file-name.js';
import {
  checkEnding,
  checkFolderEnding,
  endingOf,
  meansFolder,
  type OutputFormat,
  pictureFormatOf,
} from '../../../src-shared/config/output-endings.js';
import type { PictureFormat } from '../../../src-shared/config/picture-formats.js';
import { AppError } from '../../../src-shared/contract/errors.js';
import { writeUnderFreeName } from '../../files/free-names.js';
import { writeNewOutput, writeOutput } from '../../files/write-output.js';
import type { Cli } from '../cli.js';
import type { Interrupts } from '../terminal/interrupts.js';

/** Where a command writes: the path that it was given, or a usual name that replaces nothing. */
export interface Destination {
  /** As a person reads it. */
  readonly path: string;
  /** Whether the name is the person's, who may have something replaced. */
  readonly isGiven: boolean;
  /** Of a usual name: what it is where that is taken, before numbers are put behind it. */
  readonly otherwise?: string | undefined;
}

/** @param otherwise the name where the usual one is taken */
export type DestinationOf = (usual: string, otherwise?: string) => Destination;

/**
 * Where a file goes whose usual name is given: to `--out`, or under that name into the folder that
 * `--out` is, the current one when it is left out.
 *
 * @throws AppError BAD_INPUT when the name says another format
 */
export function fileDestination(out: string | undefined, format: OutputFormat): DestinationOf {
  if (out === undefined || meansFolder(out)) {
    const inFolder = (name: string) => (out === undefined ? name : join(out, name));
    return (usual, otherwise) => ({
      path: inFolder(usual),
      isGiven: false,
      otherwise: otherwise && inFolder(otherwise),
    });
  }
  const problem = checkEnding(out, format);
  if (problem !== null) throw wrongName('--out', out, problem);
  return () => ({ path: out, isGiven: true });
}

/**
 * The format of a picture that `--out` names by its ending.
 *
 * @param usual that of a name without an ending
 * @throws AppError BAD_INPUT when no picture is written as what the name says
 */
export function pictureFormatAt(out: string, usual: PictureFormat): PictureFormat {
  if (endingOf(out) === null) return usual;
  const found = pictureFormatOf(out);
  if ('problem' in found) throw wrongName('--out', out, found.problem);
  return found.format;
}

/**
 * The folder that an option names.
 *
 * @param written what goes into it
 * @throws AppError BAD_INPUT when the name says a file
 */
export function checkedFolder(flag: string, path: string, written: string): string {
  const problem = checkFolderEnding(path, written);
  if (problem === null) return path;
  throw wrongName(flag, path, `${problem}: choose the name of a folder, or put a / behind it`);
}

const wrongName = (flag: string, path: string, problem: string): AppError =>
  new AppError('BAD_INPUT', `${flag} ${path} ${problem}.`, {
    details: { option: flag, value: path },
  });

/** What is written, and what ends the writing. */
interface Written {
  readonly content: Uint8Array;
  readonly interrupts: Pick<Interrupts, 'race'>;
}

/**
 * Writes a file there. Under a usual name nothing is replaced: where it is taken, the next one that is
 * free is used (`grid (2).png`), and that is said.
 *
 * @returns where it was written
 */
export async function writeFileAt(
  cli: Pick<Cli, 'output'>,
  destination: Destination,
  written: Written,
): Promise<string> {
  const out = await placeFile(destination, written);
  return told(cli, destination.path, out);
}

/** Writes as {@link writeFileAt} does, and says nothing of a name that was taken. */
export async function placeFile(
  destination: Destination,
  { content, interrupts }: Written,
): Promise<string> {
  const { path, isGiven } = destination;
  if (isGiven) {
    await writeOutput(path, content, interrupts.race);
    return path;
  }
  const name = basename(await writeNewOutput(namesOf(destination), content));
  return join(dirname(path), name);
}

/**
 * Writes there as {@link writeFileAt} does, what is more than one file.
 *
 * @param parts everything that is written for such a path: the file and what belongs beside it, or a
 *   folder
 */
export async function writeAt(
  cli: Pick<Cli, 'output'>,
  {
    destination: { path, isGiven },
    kind,
    parts,
  }: {
    destination: Destination;
    kind: 'files' | 'folder';
    parts: (path: string) => readonly string[];
  },
  write: (path: string) => Promise<void>,
): Promise<string> {
  if (isGiven) {
    await write(path);
    return path;
  }
  const nth = (number: number) => parts(nthPath(path, number)).map((part) => resolve(part));
  const taken = await writeUnderFreeName({ nth, kind }, (number) => write(nthPath(path, number)));
  if (taken > 1) cli.output.remark(keptWords(parts(path).at(-1) ?? path));
  return nthPath(path, taken);
}

const nthPath = (path: string, nth: number): string =>
  join(dirname(path), nthFileName(basename(path), nth));

function* namesOf({ path, otherwise = path }: Destination): Generator<string> {
  yield resolve(path);
  for (let nth = otherwise === path ? 2 : 1; ; nth++) yield resolve(nthPath(otherwise, nth));
}

function told({ output }: Pick<Cli, 'output'>, usual: string, written: string): string {
  if (basename(written) !== basename(usual)) output.remark(keptWords(usual));
  return written;
}

const keptWords = (path: string): string => `${path} is there already and was kept.`;

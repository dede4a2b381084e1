import { basename, dirname, join, resolve } from 'node:path';
import { nthFileName } from '../../../src-shared/config/file-name.js';
import {
  checkEnding,
  checkFolderEnding,
  meansFolder,
  type OutputFormat,
} from '../../../src-shared/config/output-endings.js';
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
}

/**
 * Where a file goes whose usual name is given: to `--out`, or under that name into the folder that
 * `--out` is, the current one when it is left out.
 *
 * @throws AppError BAD_INPUT when the name says another format
 */
export function fileDestination(
  out: string | undefined,
  format: OutputFormat,
): (usual: string) => Destination {
  if (out === undefined) return (usual) => ({ path: usual, isGiven: false });
  if (meansFolder(out)) return (usual) => ({ path: join(out, usual), isGiven: false });
  const problem = checkEnding(out, format);
  if (problem !== null) throw wrongName('--out', out, problem);
  return () => ({ path: out, isGiven: true });
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

/**
 * Writes a file there. Under a usual name nothing is replaced: where it is taken, the next one that is
 * free is used (`grid (2).png`), and that is said.
 *
 * @returns where it was written
 */
export async function writeFileAt(
  cli: Pick<Cli, 'output'>,
  { path, isGiven }: Destination,
  { content, interrupts }: { content: Uint8Array; interrupts: Pick<Interrupts, 'race'> },
): Promise<string> {
  if (isGiven) {
    await writeOutput(path, content, interrupts.race);
    return path;
  }
  const name = basename(await writeNewOutput(namesOf(path), content));
  return told(cli, path, join(dirname(path), name));
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
  return told(cli, path, nthPath(path, taken));
}

const nthPath = (path: string, nth: number): string =>
  join(dirname(path), nthFileName(basename(path), nth));

function* namesOf(path: string): Generator<string> {
  for (let nth = 1; ; nth++) yield resolve(nthPath(path, nth));
}

function told({ output }: Pick<Cli, 'output'>, usual: string, written: string): string {
  if (basename(written) !== basename(usual)) {
    output.remark(`${usual} is there already and was kept.`);
  }
  return written;
}

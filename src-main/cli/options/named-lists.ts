import { Option } from 'commander';
import { AppError } from '../../../src-shared/contract/errors.js';
import { partName, partNameWords } from '../../../src-shared/grammar/grammar.js';
import type { Lists } from '../../../src-shared/grammar/lists.js';
import type { Surroundings } from '../surroundings.js';

interface NamedFile {
  readonly name: string;
  readonly path: string;
}

/** `--list`, as often as there are lists; its value is the texts. */
export const listOption = (value: string, help: string): Option =>
  new Option(`--list <${value}>`, help).argParser((text, before: readonly string[] | undefined) => [
    ...(before ?? []),
    text,
  ]);

/** @throws AppError BAD_INPUT when there is more than one */
export function oneList(value: unknown): string | undefined {
  const [list, other] = textsOf(value);
  if (other === undefined) return list;
  throw new AppError('BAD_INPUT', `--list ${list} and --list ${other} are two lists: choose one.`);
}

const textsOf = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((text) => typeof text === 'string') : [];

/** @throws AppError BAD_INPUT */
function namedFile(text: string): NamedFile {
  const [, name = '', path = ''] = /^([^=]*)=(.+)$/s.exec(text) ?? [];
  const details = { option: '--list', value: text };
  if (path === '') {
    throw new AppError('BAD_INPUT', '--list is a name and a file, such as prices=prices.txt.', {
      details,
    });
  }
  if (partName.test(name)) return { name, path };
  throw new AppError('BAD_INPUT', `The name of --list ${text} ${partNameWords}.`, { details });
}

/**
 * Reads the files of `listOption` where each is a name and a file, `prices=prices.txt`.
 *
 * @throws AppError BAD_INPUT naming the file and its line; NOT_FOUND
 */
export async function readNamedLists(
  value: unknown,
  surroundings: Pick<Surroundings, 'stdin'>,
): Promise<Lists> {
  const { grammarList, numbersOfFile } = await import('../files/number-list.js');
  const lists = new Map<string, readonly string[]>();
  for (const { name, path } of textsOf(value).map(namedFile)) {
    if (lists.has(name)) {
      throw new AppError('BAD_INPUT', `--list says twice what the list ${name} is: choose one.`);
    }
    lists.set(name, await numbersOfFile(path, surroundings, grammarList));
  }
  return lists;
}

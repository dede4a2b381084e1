import { readNumberList } from '../../../src-shared/config/number-list.js';
import { AppError, systemCode } from '../../../src-shared/contract/errors.js';
import { mostTexts } from '../../../src-shared/grammar/lists.js';
import { readForeignFile } from '../../files/foreign-file.js';
import { fileError } from '../../files/system-errors.js';
import { formatBytes } from '../../setup/space.mjs';
import type { Surroundings } from '../surroundings.js';

/** What a list may have. */
interface ListBounds {
  /** Numbers. */
  readonly most: number;
  readonly maxBytes: number;
}

/** Of the numbers that one command composes. */
export const composedList: ListBounds = { most: 100_000, maxBytes: 16 * 2 ** 20 };

/** Of a grammar, and of a data set. */
export const grammarList: ListBounds = { most: mostTexts, maxBytes: 64 * 2 ** 20 };

/**
 * The numbers of a text file, one a line, as they are written; blank lines are skipped. `-` is standard
 * input.
 *
 * @throws AppError BAD_INPUT naming the line that is no number; NOT_FOUND, NOT_WRITABLE
 */
export async function numbersOfFile(
  path: string,
  { stdin }: Pick<Surroundings, 'stdin'>,
  { most, maxBytes }: ListBounds,
): Promise<readonly string[]> {
  const name = path === '-' ? 'standard input' : path;
  const wrong = (words: string) =>
    new AppError('BAD_INPUT', words, { details: { option: '--list', path } });
  const invalid = (what: string) => wrong(`${name} can't be read: ${what}.`);
  const bytes =
    path === '-'
      ? await readAll(stdin(), { name, maxBytes, invalid })
      : await readForeignFile(path, { maxBytes, invalid });
  const { numbers, problem } = readNumberList(decoded(bytes), { most, name });
  if (problem !== null) throw wrong(problem);
  if (numbers.length === 0) throw wrong(`${name} holds no numbers: write one in each line.`);
  return numbers;
}

/** Of UTF-8, and of the UTF-16 that PowerShell writes. A mark of the byte order is no character. */
const decoded = (bytes: Uint8Array): string =>
  new TextDecoder(bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : 'utf-8').decode(bytes);

async function readAll(
  stream: AsyncIterable<Uint8Array>,
  {
    name,
    maxBytes,
    invalid,
  }: { name: string; maxBytes: number; invalid: (what: string) => AppError },
): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const piece of stream) {
      pieces.push(piece);
      length += piece.length;
      if (length > maxBytes) throw invalid(`at most ${formatBytes(maxBytes)} of it are`);
    }
  } catch (error) {
    throw systemCode(error) === null ? error : fileError(error, name, 'read');
  }
  return Buffer.concat(pieces);
}

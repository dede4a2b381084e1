import { AppError } from '../../../src-shared/contract/errors.js';
import type { Grammar } from '../../../src-shared/grammar/grammar.js';
import { readGrammar } from '../../../src-shared/grammar/grammar-json.js';
import type { Lists } from '../../../src-shared/grammar/lists.js';
import { type PreparedGrammar, prepareGrammar } from '../../../src-shared/grammar/prepare.js';
import { readyGrammars, readyLine } from '../../../src-shared/grammar/ready.js';
import { didYouMean } from '../../../src-shared/text/nearest-word.js';
import { readForeignText } from '../../files/foreign-file.js';
import { parseForeignJson } from '../../files/parse-json.js';

/** Some times the texts that a grammar may have. */
const maxBytes = 2 ** 20;

/**
 * The grammar that an argument says: a ready one by its name, a file of JSON, otherwise a line, which has
 * no letters outside of braces and is read when the grammar is prepared.
 *
 * @throws AppError BAD_INPUT with what is wrong with a file; NOT_FOUND for one that is not there
 */
export async function grammarSaid(text: string): Promise<Grammar> {
  if (isFile(text)) return readGrammarFile(text);
  if (/^[a-z][a-z-]+$/i.test(text) && readyLine(text) === undefined) throw noSuchGrammar(text);
  return { number: readyLine(text) === undefined ? text : `{${text}}` };
}

/** `grammarSaid`, prepared. @throws AppError BAD_INPUT too for what is wrong with a line */
export const grammarOf = async (text: string, lists: Lists): Promise<PreparedGrammar> =>
  prepareGrammar(await grammarSaid(text), { lists });

function noSuchGrammar(word: string): AppError {
  const hint = didYouMean(
    word,
    readyGrammars.map(({ name }) => name),
  );
  return new AppError(
    'BAD_INPUT',
    `There is no ready grammar ${word}: digits grammar lists those that there are.${hint}`,
  );
}

const isFile = (text: string): boolean => /[^}]\.json$/i.test(text);

async function readGrammarFile(path: string) {
  const invalid = (what: string) =>
    new AppError('BAD_INPUT', `${path} can't be read: ${what}.`, { details: { path } });
  return readGrammar(parseForeignJson(await readForeignText(path, { maxBytes, invalid }), invalid));
}

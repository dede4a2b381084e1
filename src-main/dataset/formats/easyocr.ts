import { charactersOf, digitCharacters } from '../../../src-shared/grammar/element.js';
import { mostLooked, type PartTexts } from './part-texts.js';
import type { WholeFile, WholeSet } from './whole-set.js';

/** `labels.csv` in each folder of pictures; its trainer parts lines at their first comma alone. */
export const easyocrFiles = ({ splits, records }: WholeSet): WholeFile[] =>
  splits.map((split) => ({
    path: `images/${split}/labels.csv`,
    content: (async function* () {
      yield 'filename,words\n';
      for await (const { key, text } of records(split)) yield `${key}.png,${text}\n`;
    })(),
  }));

/** What a number may have in pandas' eyes. */
const numberCharacters = digitCharacters | charactersOf('+-. ');

/** What its trainer would make of a part of plain numbers. Texts are looked at where the grammar leaves it open. */
export function easyocrProblem({ alphabet, always, count, texts }: PartTexts): string | null {
  if ((always & ~numberCharacters) !== 0) return null;
  const isSeen = (alphabet & ~digitCharacters) === 0;
  if (!isSeen) for (const text of texts()) if (!isNumeric(text)) return null;
  const looked =
    isSeen || count <= mostLooked
      ? ''
      : ` (as are the first ${mostLooked.toLocaleString('en-US')} of a part; more were not looked at)`;
  return `reads a column of plain numbers${looked} as numbers, so that 00123 becomes 123 and its training stops: choose a grammar with marks too, or another format`;
}

/** Whether pandas takes it for a number: a column of nothing else loses its zeros. */
const isNumeric = (text: string): boolean => /^\s*[-+]?(\d+\.?\d*|\.\d+)\s*$/.test(text);

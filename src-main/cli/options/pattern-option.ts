import { Option } from 'commander';
import { maxSeed } from '../../../src-shared/config/fields.js';
import { checkFileName } from '../../../src-shared/config/file-name.js';
import { AppError } from '../../../src-shared/contract/errors.js';

/** What a pattern can have put in. */
const patternWords = ['number', 'seed', 'hand', 'index', 'digits'] as const;
export type PatternWord = (typeof patternWords)[number];

const inBraces = patternWords.map((word) => `{${word}}`).join(' ');

/** The longest that stands for a word, but a number, whose name is cut where it has no room. */
const example: Readonly<Record<PatternWord, string>> = {
  number: '0',
  seed: String(maxSeed),
  hand: String(maxSeed),
  index: '100000',
  digits: '1000',
};

/** `--pattern {index}_{number}`: the names of files. */
export const patternOption = (): Option =>
  new Option(
    '--pattern <name>',
    `names of files in a folder, with ${inBraces}; where a name is taken, the seed is put behind it, then a count: nothing is replaced`,
  ).argParser(parsePattern);

/** @throws AppError BAD_INPUT for a pattern that makes no names of files */
function parsePattern(pattern: string): string {
  const problem = unknownWord(pattern) ?? checkFileName(fillPattern(pattern, example));
  if (problem === null) return pattern;
  throw new AppError('BAD_INPUT', `--pattern ${problem}.`, {
    details: { option: '--pattern', value: pattern },
  });
}

function unknownWord(pattern: string): string | null {
  const rest = fillPattern(pattern, { number: '', seed: '', hand: '', index: '', digits: '' });
  const unknown = /\{[^{}]*\}|[{}]/.exec(rest)?.[0];
  return unknown === undefined ? null : `can hold ${inBraces}, and not ${unknown}`;
}

/** A pattern with its words filled in. */
export const fillPattern = (
  pattern: string,
  words: Readonly<Record<PatternWord, string>>,
): string =>
  patternWords.reduce((name, word) => name.replaceAll(`{${word}}`, () => words[word]), pattern);

import {
  charactersIn,
  charactersOf,
  digitCharacters,
} from '../../../src-shared/grammar/element.js';
import { shellWord } from '../../files/shell-word.js';
import type { PartTexts } from './part-texts.js';

/** What trainers do to texts unless they are told otherwise, in whole sentences. */
type Remark = (part: PartTexts) => string[];

/** Characters of the longest text that the trainers of these formats take by themselves. */
const [usualLength, easyocrLength] = [25, 34];

/** deep-text-recognition-benchmark, whose form it is, and PARSeq. */
export const lmdbRemarks: Remark = ({ length, alphabet }) => {
  const remarks: string[] = [];
  if (length.max > usualLength) {
    remarks.push(
      `deep-text-recognition-benchmark and PARSeq leave out numbers of more than ${usualLength} characters, and these have up to ${length.max}: tell them --batch_max_length ${length.max} and model.max_label_length=${length.max}.`,
    );
  }
  if ((alphabet & ~digitCharacters) !== 0) {
    remarks.push(
      `deep-text-recognition-benchmark leaves out numbers with other characters than it is told: --character ${shellWord(classOf(charactersIn(alphabet)))}`,
    );
  }
  const wishes = [
    ...((alphabet & charactersOf(' ')) !== 0 ? ['data.remove_whitespace=false'] : []),
    ...((alphabet & charactersOf('×€£¥')) !== 0 ? ['data.normalize_unicode=false'] : []),
  ];
  if (wishes.length > 0) {
    remarks.push(
      `PARSeq takes blanks and what is not ASCII out of the numbers unless it is told ${wishes.join(' and ')}.`,
    );
  }
  return remarks;
};

/** In a class of a regular expression a - is itself at the end alone. */
const classOf = (characters: readonly string[]): string =>
  [
    ...characters.filter((character) => character !== '-'),
    ...characters.filter((each) => each === '-'),
  ].join('');

export const paddleocrRemarks: Remark = ({ length, alphabet }) => [
  ...(length.max > usualLength
    ? [
        `PaddleOCR leaves out numbers of more than ${usualLength} characters, and these have up to ${length.max}: set max_text_length in its configuration.`,
      ]
    : []),
  ...((alphabet & charactersOf(' ')) !== 0
    ? [
        'PaddleOCR takes blanks out of the numbers unless use_space_char is set in its configuration.',
      ]
    : []),
];

export const easyocrRemarks: Remark = ({ length }) =>
  length.max > easyocrLength
    ? [
        `EasyOCR's trainer leaves out numbers of more than ${easyocrLength} characters, and these have up to ${length.max}: set batch_max_length in its configuration.`,
      ]
    : [];

/** Of single digits: texts that are looked at, and strips from which on a part should have all digits. */
const [lookedAt, fewest] = [1_000, 100];

/** Numbers are shared out among the parts, and here that are the ten digits. */
export const digitsRemarks: Remark = ({ alphabet, count, texts }) => {
  if (count < fewest) return [];
  const found = new Set<string>();
  let looked = 0;
  for (const text of texts()) {
    found.add(text);
    if (++looked === lookedAt) break;
  }
  return found.size < charactersIn(alphabet).length
    ? [
        'Parts that share no numbers share out the ten digits: let them share numbers, and each has all ten.',
      ]
    : [];
};

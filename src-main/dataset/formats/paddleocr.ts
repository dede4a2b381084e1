import { picturePath } from './pictures.js';
import type { WholeFile, WholeSet } from './whole-set.js';

/** `rec_gt_train.txt` and so on, a picture and a tabulator and its text a line, and the characters. */
export const paddleocrFiles = ({ splits, characters, records }: WholeSet): WholeFile[] => [
  ...splits.map((split) => ({
    path: `rec_gt_${split}.txt`,
    content: (async function* () {
      for await (const { key, text } of records(split)) {
        yield `${picturePath(split, key)}\t${text}\n`;
      }
    })(),
  })),
  // A blank is the option use_space_char, no line.
  {
    path: 'dict.txt',
    content: characters.filter((character) => character !== ' ').map((line) => `${line}\n`),
  },
];

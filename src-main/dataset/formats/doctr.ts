import type { WholeFile, WholeSet } from './whole-set.js';

/** `labels_train.json` and so on: the text of each file of `images/train`. */
export const doctrFiles = ({ splits, records }: WholeSet): WholeFile[] =>
  splits.map((split) => ({
    path: `labels_${split}.json`,
    content: (async function* () {
      let before = '{\n';
      for await (const { key, text } of records(split)) {
        yield `${before}  ${JSON.stringify(`${key}.png`)}: ${JSON.stringify(text)}`;
        before = ',\n';
      }
      yield '\n}\n';
    })(),
  }));

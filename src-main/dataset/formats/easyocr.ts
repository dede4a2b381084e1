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

/** Whether pandas takes it for a number: a column of nothing else loses its zeros. */
export const isNumeric = (text: string): boolean => /^\s*[-+]?(\d+\.?\d*|\.\d+)\s*$/.test(text);

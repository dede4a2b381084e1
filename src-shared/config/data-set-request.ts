import { type SplitName, splitNames } from './data-sets.js';

/** Bytes of UTF-8 of all lists that a page asks with; the command line takes larger ones. */
export const mostListBytes = 3 * 2 ** 20;

/** Strips of a preview, at most. */
export const mostPreviewed = 96;

/** Parts of a data set in per cent: whole numbers that add up to 100. */
export type SplitParts = Readonly<Record<SplitName, number>>;

export const isWholeSplit = (parts: SplitParts): boolean =>
  splitNames.every((name) => Number.isInteger(parts[name]) && parts[name] >= 0) &&
  splitNames.reduce((sum, name) => sum + parts[name], 0) === 100;

const madeBank = /^bank-[0-9a-f]{16}$/;

/** What a bank of the data directory is called: by its content. */
export const isMadeBank = (name: string): boolean => madeBank.test(name);

/** What the bank that comes with the program is called; `digits bank make --hands 1000` makes the same. */
export const shippedBank = 'shipped';

/** Whether a text is what a bank is called by. No path is. */
export const isBankName = (text: string): boolean =>
  [shippedBank, 'mnist', 'mnist-test'].includes(text) || isMadeBank(text);

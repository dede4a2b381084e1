import { checkNumberText, plainNumberText } from '../config/number-text.js';
import { listed } from '../text/plain-text.js';
import type { Element } from './element.js';
import { listElement } from './write-texts.js';

/** The texts of lists, by the names that a grammar has for them. */
export type Lists = ReadonlyMap<string, readonly string[]>;

/** Of a list. */
export const mostTexts = 1_000_000;

/**
 * A list's texts, each as it is written and once, however often it is there.
 *
 * @returns or what is wrong with it, in words
 */
export function preparedList(name: string, lists: Lists): Element | string {
  const texts = lists.get(name);
  if (texts === undefined) {
    const given = [...lists.keys()];
    return `there is no list called ${name}; ${given.length === 0 ? 'none was given' : `given were ${listed(given)}`}`;
  }
  if (texts.length === 0) return `the list ${name} is empty`;
  if (texts.length > mostTexts) {
    return `the list ${name} has more than ${mostTexts.toLocaleString('en-US')} numbers`;
  }
  for (const [at, text] of texts.entries()) {
    const problem = checkNumberText(text);
    if (problem !== null) return `number ${at + 1} of the list ${name} ${problem}`;
  }
  return listElement([...new Set(texts.map(plainNumberText))]);
}

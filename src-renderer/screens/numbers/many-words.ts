import type { ComposingConfig } from '../../../src-shared/config/composing.js';
import type { NumberSheet } from '../../../src-shared/contract/drawings.js';
import { shortened } from '../../../src-shared/text/plain-text.js';
import { formatCount, formatInteger } from '../../format.js';
import type { ManyDraft } from './many-draft.svelte.js';

/** Characters of a number that are said. */
const longestSaid = 30;
/** Numbers of a page that are read out; more are only counted. */
const mostRead = 30;

interface Chosen {
  readonly kind: ManyDraft['kind'];
  readonly configs: readonly ComposingConfig[];
  /** Whether each number is written by another hand than the one before. */
  readonly hands: boolean;
}

/** What will be drawn, as a sentence: "20 numbers, each in another hand, with the seeds 5 to 24." */
export function manyWords({ kind, configs, hands }: Chosen): string {
  const [first] = configs;
  const last = configs.at(-1);
  if (first === undefined || last === undefined) return '';
  const seeds =
    configs.length === 1
      ? `with the seed ${first.seed}`
      : `with the seeds ${first.seed} to ${last.seed}`;
  if (kind === 'same') {
    const then = hands ? 'each time in another hand' : 'each time in other digits';
    const often = formatCount(configs.length, 'time');
    const text = shortened(first.number ?? last.number ?? '', longestSaid);
    return `${text} ${often}: as above, then ${then}, ${seeds}.`;
  }
  const what = formatCount(configs.length, 'number');
  if (kind === 'lengths') return `Any number in each length from 1 to ${configs.length}, ${seeds}.`;
  return hands ? `${what}, each in another hand, ${seeds}.` : `${what}, ${seeds}.`;
}

/** "Page 1 of 3" */
export const pageWords = ({ pages }: Pick<NumberSheet, 'pages'>): string =>
  `Page 1 of ${formatInteger(pages)}`;

/** What a person who does not see a page hears. */
export function pageAlt(
  { pages, numbers }: Pick<NumberSheet, 'pages' | 'numbers'>,
  model: string,
): string {
  const texts = numbers.slice(0, mostRead).map(({ text }) => text);
  const more = numbers.length - texts.length;
  const begun = more > 0 ? `${texts.join('; ')} and ${formatInteger(more)} more` : texts.join('; ');
  const count = formatCount(numbers.length, 'number');
  return `${pageWords({ pages })} with ${count} in handwriting, drawn by ${model}: ${begun}`;
}

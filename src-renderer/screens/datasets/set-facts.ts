import { formatReaders, splitNames } from '../../../src-shared/config/data-sets.js';
import type { DatasetDetails } from '../../../src-shared/contract/data-sets.js';
import { formatDateTime, formatInteger } from '../../format.js';
import { splitWords } from './set-words.js';
import { styleWords } from './style-words.js';

interface Fact {
  readonly label: string;
  readonly value: string;
  readonly code?: boolean;
}

/** What a data set is, line by line. */
export function factsOf(details: DatasetDetails): Fact[] {
  const { summary, split, shared, lists, height, colour, program, characters, labels } = details;
  const parts = splitNames.filter((name) => split[name] > 0).length;
  return [
    { label: 'Numbers', value: summary.numbers ?? 'A grammar of several parts', code: true },
    ...(lists.length > 0 ? [{ label: 'Lists', value: lists.join(', ') }] : []),
    { label: 'Parts', value: splitWords(split) },
    ...(parts > 1 ? [{ label: 'Parts share', value: sharedWords(shared) }] : []),
    ...summary.formats.map((format) => ({ label: format, value: formatReaders[format] })),
    { label: 'Style', value: summary.style === null ? 'Its own' : styleWords[summary.style].label },
    {
      label: 'Pictures',
      value: `${formatInteger(height)} px high, ${colour ? 'in colour' : 'grey'}`,
    },
    { label: 'Digits', value: summary.bank },
    ...(labels === null ? [] : [{ label: 'Labels', value: labels }]),
    ...(characters === null ? [] : [{ label: 'Characters', value: characterWords(characters) }]),
    { label: 'Seed', value: String(summary.seed) },
    { label: 'Planned', value: formatDateTime(summary.createdAt) },
    { label: 'Program', value: program },
  ];
}

function sharedWords({ strings, hands }: DatasetDetails['shared']): string {
  if (strings && hands) return 'numbers and hands';
  if (strings) return 'numbers, and no hand';
  return hands ? 'hands, and no number' : 'no number and no hand';
}

/** "“0” 5,012 · “,” 3,000 · blank 300" */
const characterWords = (characters: Readonly<Record<string, number>>): string =>
  Object.entries(characters)
    .map(([character, times]) => {
      const name = character === ' ' ? 'blank' : `“${character}”`;
      return `${name} ${formatInteger(times)}`;
    })
    .join(' · ');

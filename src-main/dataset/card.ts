import { formatReaders, type SplitName, splitNames } from '../../src-shared/config/data-sets.js';
import type { StringRepeats } from '../../src-shared/grammar/string-repeats.js';
import type { BankFacts } from '../bank/bank.js';
import { styleName, styleTable } from './card-style.js';
import { hubHeader } from './formats/hub-card.js';
import { inputNames } from './inputs.js';
import { listFile, type Plan } from './plan.js';

interface CardFacts {
  readonly bank: BankFacts;
  readonly count: number;
  /** Of the grammar. */
  readonly repeats: StringRepeats;
  readonly coverage: Readonly<Record<string, readonly number[]>>;
  /** Of each part's Parquet files. */
  readonly parquetBytes: Readonly<Record<SplitName, number>>;
}

/** What a data set is, for people. */
export function cardOf(
  plan: Plan,
  { bank, count, repeats, coverage, parquetBytes }: CardFacts,
): string {
  const { number } = plan.grammar;
  const lists = plan.lists.map(({ name }) => `the list ${name} is \`${listFile(name)}\``);
  const written = [grammarWords(number), ...lists].join(', ');
  const splits = splitNames.filter((name) => plan.split[name] > 0);
  const header = plan.formats.includes('parquet') ? hubHeader(plan.split, parquetBytes) : '';
  return `${header}# ${whole(count)} handwritten numbers

![Some of them](samples.png)

| | |
|---|---|
| Numbers | ${written} |
| Parts | ${splits.map((name) => `${name} ${whole(plan.split[name])}`).join(', ')} |
| Pictures | 8-bit ${plan.colour ? 'colour' : 'grey'}, ${plan.height} pixels high |
| Style | ${styleName(plan.style)} |
| Seed | ${plan.seed} |
| Digits | ${bank.model} (\`${plan.bank.name}\`), labels ${bank.labels} |
| Made by | random-handwritten-digit-generator ${plan.program} |

Each strip is written by one hand.${splits.length > 1 ? apartWords(plan, repeats) : ''}

## Formats

${plan.formats.map((name) => `- \`${name}\`: ${formatReaders[name]}`).join('\n')}

## Style

${plan.style.ways.length > 1 ? 'Each strip is of one of these ways. ' : ''}Each strip, or each character, draws a value of a range; a single number is how many of all strips have
something, or of kinds of paper the weight.

${styleTable(plan.style)}

## Characters

| Character | Times |
|---|---|
${Object.entries(coverage)
  .map(
    ([character, places]) =>
      `| ${character === ' ' ? 'blank' : `\`${character}\``} | ${whole(sum(places))} |`,
  )
  .join('\n')}

How often each stands at each place, and every hash, is in \`dataset.json\`; how often each digit of the bank was used,
in \`digits.csv\`. To make the same files
again, \`digits dataset make\` needs ${inputWords(plan)} alone.
`;
}

/** What the parts have not in common. */
function apartWords({ shared }: Plan, repeats: StringRepeats): string {
  const apart = [
    ...(shared.strings ? [] : ['no number']),
    ...(shared.hands ? [] : ['no hand', 'no digit of the bank']),
  ];
  if (apart.length === 0) return '';
  const words = ` The parts share ${apart.join(' and ')}.`;
  return shared.strings || repeats === 'never'
    ? words
    : `${words} The grammar may write a number in two ways, though: such a number can be in two parts.`;
}

/** The files that a data set is made of. */
const inputWords = (plan: Plan): string =>
  inputNames(plan)
    .map((name) => `\`${name}\``)
    .join(', ');

const grammarWords = (number: unknown): string =>
  typeof number === 'string' ? `\`${number.replaceAll('|', '\\|')}\`` : 'a grammar, in `plan.json`';

const sum = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0);
const whole = (value: number): string => value.toLocaleString('en-US');

import type { StringRepeats } from '../../src-shared/grammar/string-repeats.js';
import type { BankFacts } from '../bank/bank.js';
import { formats } from './formats/formats.js';
import { type Plan, splitNames } from './plan.js';

interface CardFacts {
  readonly bank: BankFacts;
  readonly count: number;
  /** Of the grammar. */
  readonly repeats: StringRepeats;
  readonly coverage: Readonly<Record<string, readonly number[]>>;
}

/** What a data set is, for people. */
export function cardOf(plan: Plan, { bank, count, repeats, coverage }: CardFacts): string {
  const { number } = plan.grammar;
  const written = `${grammarWords(number)}${plan.list === null ? '' : `, where the list ${plan.list.name} is \`list.txt\``}`;
  const splits = splitNames.filter((name) => plan.split[name] > 0);
  return `# ${whole(count)} handwritten numbers

![Some of them](samples.png)

| | |
|---|---|
| Numbers | ${written} |
| Parts | ${splits.map((name) => `${name} ${whole(plan.split[name])}`).join(', ')} |
| Pictures | 8-bit grey, ${plan.height} pixels high |
| Seed | ${plan.seed} |
| Digits | ${bank.model} (\`${plan.bank.name}\`), labels ${bank.labels} |
| Made by | random-handwritten-digit-generator ${plan.program} |

Each strip is written by one hand.${splits.length > 1 ? apartWords(plan, repeats) : ''}

## Formats

${plan.formats.map((name) => `- \`${name}\`: ${formats[name].readers}`).join('\n')}

## Characters

| Character | Times |
|---|---|
${Object.entries(coverage)
  .map(
    ([character, places]) =>
      `| ${character === ' ' ? 'blank' : `\`${character}\``} | ${whole(sum(places))} |`,
  )
  .join('\n')}

How often each stands at each place, and every hash, is in \`dataset.json\`. \`plan.json\` is all that is
needed to make the same files again: \`digits dataset make\` in a folder with it (and \`list.txt\`).
`;
}

/** What the parts have not in common. */
function apartWords({ shared }: Plan, repeats: StringRepeats): string {
  const apart = [...(shared.strings ? [] : ['number']), ...(shared.hands ? [] : ['hand'])];
  if (apart.length === 0) return '';
  const words = ` The parts share no ${apart.join(' and no ')}.`;
  return shared.strings || repeats === 'never'
    ? words
    : `${words} The grammar may write a number in two ways, though: such a number can be in two parts.`;
}

const grammarWords = (number: unknown): string =>
  typeof number === 'string' ? `\`${number.replaceAll('|', '\\|')}\`` : 'a grammar, in `plan.json`';

const sum = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0);
const whole = (value: number): string => value.toLocaleString('en-US');

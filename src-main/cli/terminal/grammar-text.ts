import type { PreparedGrammar } from '../../../src-shared/grammar/prepare.js';
import { readyGrammars } from '../../../src-shared/grammar/ready.js';
import { stringAt } from '../../../src-shared/grammar/string-at.js';
import { type StringRepeats, stringRepeats } from '../../../src-shared/grammar/string-repeats.js';

/** Numbers of a grammar that are shown. */
const shown = 10;

interface GrammarFacts {
  /** A whole number in digits: JSON's numbers end at 2^53. */
  readonly strings: string;
  readonly weighted: boolean;
  readonly repeats: StringRepeats;
  /** Characters. */
  readonly shortest: number;
  readonly longest: number;
  readonly seed: number;
  readonly examples: readonly string[];
}

export function grammarFacts(grammar: PreparedGrammar, seed: number): GrammarFacts {
  const { count, weighted, element } = grammar;
  const few = weighted || count > BigInt(shown) ? shown : Number(count);
  return {
    strings: String(count),
    weighted,
    repeats: stringRepeats(grammar),
    shortest: element.length.min,
    longest: element.length.max,
    seed,
    examples: Array.from({ length: few }, (_, i) => stringAt(grammar, i, { seed })),
  };
}

export function grammarLines({
  strings,
  weighted,
  repeats,
  shortest,
  longest,
  examples,
}: GrammarFacts): string[] {
  const numbers =
    strings === '1' ? 'One number' : `${BigInt(strings).toLocaleString('en-US')} numbers`;
  const length = shortest === longest ? `${longest}` : `${shortest} to ${longest}`;
  return [
    `${numbers} of ${length} ${longest === 1 ? 'character' : 'characters'}.`,
    weighted
      ? 'Some are drawn more often than others, so that a number can come again at any time.'
      : 'Each is drawn as often as any other, and none again before all have been.',
    ...(repeatWords[repeats] === null ? [] : [repeatWords[repeats]]),
    '',
    ...examples.map((text) => `  ${text}`),
  ];
}

const repeatWords: Readonly<Record<StringRepeats, string | null>> = {
  never: null,
  some: 'Some can be written in two ways: they are counted twice, and come again.',
  unknown: 'Some may be possible in two ways: they would be counted twice, and come again.',
};

export const readyFacts = () => ({ ready: readyGrammars });

/** A table of the ready grammars. */
export function readyLines(): string[] {
  const width = (key: 'name' | 'example') =>
    Math.max(...readyGrammars.map((grammar) => grammar[key].length));
  const [names, numbers] = [width('name'), width('example')];
  return [
    ...readyGrammars.map(
      ({ name, example, help }) => `${name.padEnd(names)}  ${example.padEnd(numbers)}  ${help}`,
    ),
    '',
    'A name in braces is a part of a line: digits grammar "{score} {date-iso}".',
  ];
}

import { RandomSequence } from '../../../src-shared/random/streams.js';

/** Lengths of numbers, in digits. */
interface Lengths {
  readonly shortest: number;
  readonly longest: number;
}

export interface Tables {
  /** The 7 times table is table 7. */
  readonly first: number;
  readonly last: number;
  /** Products alone, or exercises without or with their result. */
  readonly form: 'products' | 'exercises' | 'solved';
  readonly mixed: boolean;
}

/** Each table has its number times 1 to this. */
const timesUpTo = 10;

/** Sequences of the seed's number stream: index 0 is that of the digits of any number. */
const sequences = { different: 1, mixed: 2 } as const;

/**
 * Numbers of a seed, each length as likely as any other and each number of it too. None begins with a
 * 0 but 0 itself, and none comes again before there are no others. The first ones are the same however
 * many there are.
 */
export function differentTexts(
  seed: number,
  count: number,
  { shortest, longest }: Lengths,
): string[] {
  const random = new RandomSequence(seed, { stream: 'number', index: sequences.different });
  const draw = () => {
    const length = shortest + random.nextBelow(longest - shortest + 1);
    const first = length === 1 ? random.nextBelow(10) : 1 + random.nextBelow(9);
    const others = Array.from({ length: length - 1 }, () => random.nextBelow(10));
    return [first, ...others].join('');
  };
  const seen = new Set<string>();
  return Array.from({ length: count }, () => {
    if (seen.size === numbersOf({ shortest, longest })) seen.clear();
    // Of a length that is used up another is drawn, soon enough: lengths are few.
    for (;;) {
      const text = draw();
      if (seen.has(text)) continue;
      seen.add(text);
      return text;
    }
  });
}

/** How many numbers have one of these lengths. */
const numbersOf = ({ shortest, longest }: Lengths): number =>
  10 ** longest - (shortest === 1 ? 0 : 10 ** (shortest - 1));

/** Times tables, row by row, or in an order that the seed mixes. */
export function timesTexts(seed: number, { first, last, form, mixed }: Tables): string[] {
  const texts = countingNumbers(first, last).flatMap((table) =>
    countingNumbers(1, timesUpTo).map((times) => {
      const exercise = `${table} × ${times} =`;
      if (form === 'products') return String(table * times);
      return form === 'exercises' ? exercise : `${exercise} ${table * times}`;
    }),
  );
  return mixed ? shuffled(texts, seed) : texts;
}

/** From the first to the last, up or down. */
export const countingTexts = (first: number, last: number): string[] =>
  countingNumbers(first, last).map(String);

const countingNumbers = (first: number, last: number): number[] =>
  Array.from({ length: Math.abs(last - first) + 1 }, (_, at) =>
    first <= last ? first + at : first - at,
  );

/** Fisher and Yates: each order as likely as any other. */
function shuffled(texts: readonly string[], seed: number): string[] {
  const random = new RandomSequence(seed, { stream: 'number', index: sequences.mixed });
  const mixed = [...texts];
  for (let left = mixed.length; left > 1; left--) {
    const at = random.nextBelow(left);
    const last = mixed[left - 1] ?? '';
    mixed[left - 1] = mixed[at] ?? '';
    mixed[at] = last;
  }
  return mixed;
}

/** Characters of a line, of a number that is parted into lines. */
export const lineLength = 25;

/** A long number in lines. */
export const linesOf = (text: string): string[] =>
  Array.from({ length: Math.ceil(text.length / lineLength) }, (_, line) =>
    text.slice(line * lineLength, (line + 1) * lineLength),
  );

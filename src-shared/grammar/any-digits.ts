import type { Grammar } from './grammar.js';

/** Any numbers of some lengths, each length as often as the others. */
export function anyDigits({ first, last }: { first: number; last: number }): Grammar {
  const lengths = Array.from({ length: last - first + 1 }, (_, at) => `\\d{${first + at}}`);
  const [only = ''] = lengths;
  return {
    number:
      lengths.length === 1
        ? only
        : { kind: 'choice', of: lengths.map((node) => ({ node, weight: 1 })) },
  };
}

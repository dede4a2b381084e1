import { anyDigits } from '../../../src-shared/grammar/any-digits.js';
import type { Grammar } from '../../../src-shared/grammar/grammar.js';

/** The lengths of a grammar that `anyDigits` wrote; null of any other. */
export function digitLengths({ number, parts }: Grammar): { first: number; last: number } | null {
  if (parts !== undefined) return null;
  const written = JSON.stringify(number);
  const lengths = [...written.matchAll(/\\\\d\{(\d{1,3})\}/g)].map(([, length]) => Number(length));
  const [first = 0] = lengths;
  const last = lengths.at(-1) ?? 0;
  if (first < 1 || last < first) return null;
  return JSON.stringify(anyDigits({ first, last }).number) === written ? { first, last } : null;
}

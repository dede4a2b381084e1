import type { PreparedGrammar } from './prepare.js';

/** Strings that are all looked at: a moment's work. */
const mostCompared = 4_096n;

/**
 * Whether a grammar can write one string in two ways, so that it comes again although nothing has a
 * weight: `never` and `some` are certain; `unknown` where the form does not say it and there are too many
 * strings to look at all of them.
 */
export type StringRepeats = 'never' | 'some' | 'unknown';

export function stringRepeats({ count, element }: PreparedGrammar): StringRepeats {
  if (element.unique) return 'never';
  if (count > mostCompared) return 'unknown';
  const seen = new Set<string>();
  for (let index = 0n; index < count; index++) seen.add(element.write(index));
  return BigInt(seen.size) === count ? 'never' : 'some';
}

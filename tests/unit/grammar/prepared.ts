import { type PreparedGrammar, prepareGrammar } from '../../../src-shared/grammar/prepare.js';
import { parseGrammar } from '../../../src-shared/grammar/read-line.js';
import { unrank } from '../../../src-shared/grammar/string-at.js';

/** A line with what its lists hold. */
export const prepared = (line: string, lists: Record<string, string[]> = {}): PreparedGrammar =>
  prepareGrammar(parseGrammar(line), { lists: new Map(Object.entries(lists)) });

/** All strings of a small grammar, by their indices. */
export function allStrings(grammar: PreparedGrammar): string[] {
  if (grammar.count > 100_000n) throw new Error('too many to look at');
  return Array.from({ length: Number(grammar.count) }, (_, index) =>
    unrank(grammar, BigInt(index)),
  );
}

/**
 * Milliseconds of this process that some work takes: the least of three times, for a busy machine and
 * a program that is not yet compiled take more.
 */
export function processorTime(work: () => void): number {
  const times = [1, 2, 3].map(() => {
    const before = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1_000;
  });
  return Math.min(...times);
}

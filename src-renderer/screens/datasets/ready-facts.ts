import { prepareGrammar } from '../../../src-shared/grammar/prepare.js';
import { type ReadyKind, readyGrammars } from '../../../src-shared/grammar/ready.js';

let counts: ReadonlyMap<string, bigint> | null = null;

/** How many numbers each ready grammar has, by its name: counted once. */
export function readyCounts(): ReadonlyMap<string, bigint> {
  counts ??= new Map(
    readyGrammars.map(({ name, line }) => [name, prepareGrammar({ number: line }).count]),
  );
  return counts;
}

/** What a ready grammar is of. */
export const kindOf = (name: string): ReadyKind =>
  readyGrammars.find((grammar) => grammar.name === name)?.kind ?? 'amount';

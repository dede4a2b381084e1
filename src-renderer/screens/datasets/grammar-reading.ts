import { AppError, messageOf } from '../../../src-shared/contract/errors.js';
import type { Grammar } from '../../../src-shared/grammar/grammar.js';
import type { Lists } from '../../../src-shared/grammar/lists.js';
import { pointedLines } from '../../../src-shared/grammar/places.js';
import { prepareGrammar } from '../../../src-shared/grammar/prepare.js';
import { stringAt } from '../../../src-shared/grammar/string-at.js';

/** Numbers that are shown of a grammar. */
const shown = 3;

/** What a grammar writes, or what is wrong with it. */
export type GrammarReading = GrammarFacts | GrammarProblem;

interface GrammarFacts {
  readonly problem: null;
  /** Numbers that it has. */
  readonly strings: bigint;
  /** Some of them, in the order of the seed. */
  readonly examples: readonly string[];
}

interface GrammarProblem {
  /** A sentence. */
  readonly problem: string;
  /** The line and, under it, a mark at the place that is wrong; null where no place is. */
  readonly pointed: readonly [string, string] | null;
}

export function readGrammarFacts(
  grammar: Grammar,
  { lists, seed }: { lists: Lists; seed: number },
): GrammarReading {
  try {
    const prepared = prepareGrammar(grammar, { lists });
    const few = prepared.count < BigInt(shown) ? Number(prepared.count) : shown;
    const examples = Array.from({ length: few }, (_, i) => stringAt(prepared, i, { seed }));
    return { problem: null, strings: prepared.count, examples };
  } catch (error) {
    return { problem: messageOf(error), pointed: pointedAt(error) };
  }
}

function pointedAt(error: unknown): GrammarProblem['pointed'] {
  if (!(error instanceof AppError)) return null;
  const { grammar, at } = error.details;
  if (typeof grammar !== 'string' || typeof at !== 'number') return null;
  return pointedLines({ line: grammar, at });
}

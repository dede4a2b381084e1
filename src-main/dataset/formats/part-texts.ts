import type { Characters, Span } from '../../../src-shared/grammar/element.js';

/** Texts of a part that are looked at: a moment's work. */
export const mostLooked = 100_000;

/** What is known of the texts of a part before it is made. */
export interface PartTexts {
  /** Characters of a text. */
  readonly length: Span;
  /** What may stand in any, and what stands in every one. */
  readonly alphabet: Characters;
  readonly always: Characters;
  /** Strips of it, and of all parts. */
  readonly count: number;
  readonly all: number;
  /** The first ones, `mostLooked` at most. */
  texts(): Iterable<string>;
}

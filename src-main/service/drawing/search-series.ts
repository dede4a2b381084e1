import type { ReadSeries } from './digit-series.js';
import type { DrawnDigit } from './recent-digits.js';

/**
 * Digits in a row that bring nothing wanted, after which a search ends. Of a class that is one of a
 * hundred digits, it finds the next all but twice in a thousand million times.
 */
export const usualPatience = 2_000;

/** Digits computed at once: those of the largest networks take two seconds. */
const mostAtOnce = 128;
/** Batches are whole multiples of it: a program is compiled for every size. */
const batchStep = 8;
/** Digits asked for beyond those expected to be enough: one batch nearly always is. */
const spare = 4;

export interface SearchState {
  readonly lookedAt: number;
  readonly found: number;
  readonly wanted: number;
}

/** Told between two batches; what it throws ends the search. */
export type Report = (state: SearchState) => void;

export interface Series {
  readonly read: ReadSeries;
  readonly report: Report;
}

interface Search {
  /** Number of the first digit to look at. */
  readonly first: number;
  readonly wanted: number;
  /** Whether the digit is one of those wanted. Called for one digit after the other, in order. */
  readonly take: (digit: DrawnDigit) => boolean;
  /** Digits looked at for each one found, before anything is known of the series. */
  readonly pace: number;
  /** Digits in a row without one that is wanted, after which it ends. */
  readonly patience: number;
  /** Digits to look at in all. */
  readonly most?: number;
}

/**
 * Goes through a series until it has found what is wanted or nothing has come for too long. What it
 * finds depends on the series alone, never on the batches in which the series is read.
 */
export async function searchSeries(
  { first, wanted, take, patience, most = Number.POSITIVE_INFINITY, ...search }: Search,
  { read, report }: Series,
): Promise<SearchState> {
  let lookedAt = 0;
  let found = 0;
  let inVain = 0;
  const over = () => found === wanted || inVain === patience || lookedAt === most;
  while (!over()) {
    report({ lookedAt, found, wanted });
    const pace = found === 0 ? search.pace : lookedAt / found;
    // A half more each time while little is found.
    const expected = Math.max((wanted - found) * pace, lookedAt / 2) + spare;
    const count = Math.min(mostAtOnce, Math.ceil(expected / batchStep) * batchStep);
    for (const digit of await read({ first: first + lookedAt, count })) {
      if (over()) break;
      lookedAt++;
      const good = take(digit);
      if (good) found++;
      inVain = good ? 0 : inVain + 1;
    }
  }
  return { lookedAt, found, wanted };
}

import { laterHand, type WantedDigit } from '../../../src-shared/random/hands.js';
import type { DrawnDigit } from './recent-digits.js';
import type { Report } from './search-series.js';
import type { WriteDigits } from './written-digits.js';

/** Digits of a model that it can be asked for, and who wants to hear how far it is. */
export interface Writing {
  readonly write: WriteDigits;
  readonly report: Report;
}

/** A place for a digit of a label by a hand. */
export interface Place {
  readonly label: number;
  readonly hand: number;
  /** The digit's variant at an attempt, from 0. */
  readonly variantAt: (attempt: number) => number;
}

export interface Written<Good> {
  /** What stands in each place; null where no digit was good. */
  readonly good: readonly (Good | null)[];
  /** Digits looked at. */
  readonly lookedAt: number;
}

/** Attempts at a place in one go: the first is nearly always good. */
const mostAttemptsAtOnce = 32;
/**
 * Attempts after which the hand borrows the form of others, one after the other, and keeps its slant and
 * stroke width: its own may be one that nobody can read.
 */
const attemptsInOwnForm = 4;
/** Digits written between two reports. */
const mostAtOnce = 1_024;

/**
 * Writes the digits of some places; one that is not good is written anew by the same hand. Which digit a
 * place gets depends on the place alone: the first that is good.
 *
 * @param check what is made of a digit that is good, null of any other. Called in the order of the
 *   attempts, for no digit after the good one.
 * @param attempts at a place, at most
 * @param patience how many digits in a row may fill no place, about: then it ends
 */
export async function writeUntilGood<Good>(
  places: readonly Place[],
  {
    check,
    attempts,
    patience = Number.POSITIVE_INFINITY,
  }: {
    check: (digit: DrawnDigit, place: Place) => Good | null;
    attempts: number;
    patience?: number;
  },
  { write, report }: Writing,
): Promise<Written<Good>> {
  const good = new Array<Good | null>(places.length).fill(null);
  let waiting = [...places.keys()];
  let lookedAt = 0;
  let lastGood = 0;
  for (let attempt = 0, some = 1; waiting.length > 0 && attempt < attempts; ) {
    if (lookedAt - lastGood >= patience) break;
    report({ lookedAt, found: places.length - waiting.length, wanted: places.length });
    const room = Math.max(1, Math.floor(mostAtOnce / waiting.length));
    const tried = Math.min(some, attempts - attempt, room);
    const wanted = waiting.flatMap((at) => variants(places[at], attempt, tried));
    const digits = await write(wanted);
    for (const [row, at] of waiting.entries()) {
      const place = places[at];
      for (const digit of digits.slice(row * tried, (row + 1) * tried)) {
        if (place === undefined || good[at] !== null) break;
        lookedAt++;
        good[at] = check(digit, place);
        if (good[at] !== null) lastGood = lookedAt;
      }
    }
    waiting = waiting.filter((at) => good[at] === null);
    attempt += tried;
    some = Math.min(attempt, mostAttemptsAtOnce);
  }
  return { good, lookedAt };
}

function variants(place: Place | undefined, first: number, count: number): WantedDigit[] {
  if (place === undefined) return [];
  const { label, hand, variantAt } = place;
  return Array.from({ length: count }, (_, i) => {
    const attempt = first + i;
    const borrows = attempt >= attemptsInOwnForm;
    const form = borrows ? { form: laterHand(hand, attempt) } : {};
    return { label, hand, variant: variantAt(attempt), ...form };
  });
}

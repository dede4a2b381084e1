import { isLegible } from '../../../src-shared/quality/legibility.js';
import { digitOfSeries, type HandChoice } from '../../../src-shared/random/hands.js';
import { type FoundDigits, findGridDigits, type GridRequest } from './draw-grid.js';
import type { DrawnDigit } from './recent-digits.js';
import { type Place, type Writing, writeUntilGood } from './write-until-good.js';

/** Attempts at a tile, of which the surest digit is shown when none is legible. */
const attempts = 64;

export interface AskedGrid extends GridRequest {
  readonly seed: number;
  /** What the model can be asked for. */
  readonly known: readonly number[];
  readonly hand: HandChoice;
}

/**
 * The digits of a grid by a model that can be asked for them: one after the other of the classes, and all
 * of them again in the next hand. One that is less legible than asked for, or taken for another, is
 * written anew by the same hand.
 */
export async function writeGridDigits(request: AskedGrid, writing: Writing): Promise<FoundDigits> {
  const { rows, columns, seed, hand, known, classes = known, legibility = null } = request;
  const tiles = rows * columns;
  const between = Math.max(leastBetween, tiles);
  const series = { labels: classes, seed, hand };
  if (request.rejected) {
    // What is below the legibility is found among the digits as they come.
    const { write, report } = writing;
    const read = (range: { first: number; count: number }) =>
      write(Array.from({ length: range.count }, (_, i) => digitOfSeries(range.first + i, series)));
    const { classes: _, ...others } = request;
    return findGridDigits(others, { read, report });
  }
  const places = Array.from({ length: tiles }, (_, tile): Place => {
    const { label, hand: own, variant } = digitOfSeries(tile, series);
    return { label, hand: own, variantAt: (attempt) => variant + attempt * between };
  });
  const surest = new Map<Place, DrawnDigit>();
  let rejected = 0;
  const { good, lookedAt } = await writeUntilGood(
    places,
    {
      attempts,
      check: (digit, place) => {
        if (legibility === null) return digit;
        if (digit.class === place.label && isLegible(digit.confidence, legibility)) return digit;
        rejected++;
        if (rank(digit, place) > rank(surest.get(place), place)) surest.set(place, digit);
        return null;
      },
    },
    writing,
  );
  const found = places.flatMap((place, tile) => good[tile] ?? surest.get(place) ?? []);
  return { found, lookedAt, rejected };
}

/** Variants between two attempts at a tile: no tile is written as another one was, in any attempt. */
const leastBetween = 1_024;

/** Those that are taken for what was asked for come first. */
const rank = (digit: DrawnDigit | undefined, { label }: Place): number =>
  digit === undefined ? -2 : digit.class === label ? digit.confidence : digit.confidence - 1;

import type { RecognisedDigits } from '../../../src-shared/contract/engine-commands.js';
import { type DrawnDigit, drawnDigits, type KeptDigits, RecentDigits } from './recent-digits.js';

export interface SeriesRange {
  readonly first: number;
  readonly count: number;
}

/** Digits `first` … `first + count - 1` of a seed's series. */
export type ReadSeries = (range: SeriesRange) => Promise<DrawnDigit[]>;

/** The series of generators that draw what comes. */
export class DigitSeries {
  private readonly recent = new RecentDigits<number>();

  /** The digits of a generator folder and a seed; `draw` computes those that are not there. */
  async open(
    series: { folder: string; seed: number },
    draw: (range: SeriesRange) => Promise<RecognisedDigits>,
  ): Promise<ReadSeries> {
    const kept = await this.recent.of(series.folder, `${series.seed}`);
    return async (range) => {
      const missing = missingRange(kept, range);
      const { first = 0 } = missing ?? {};
      const drawn =
        missing === null ? [] : drawnDigits(await draw(missing), (place) => first + place);
      for (const digit of drawn) kept.keep(digit.index, digit);
      return Array.from({ length: range.count }, (_, offset) => {
        const index = range.first + offset;
        const digit = kept.get(index) ?? drawn[index - first];
        if (digit === undefined) throw new Error(`The engine left out digit ${index}.`);
        return digit;
      });
    };
  }
}

/** From the first to the last digit that is not there; null when all are. */
function missingRange(
  digits: KeptDigits<number>,
  { first, count }: SeriesRange,
): SeriesRange | null {
  let start = first;
  let end = first + count;
  while (start < end && digits.has(start)) start++;
  while (end > start && digits.has(end - 1)) end--;
  return start === end ? null : { first: start, count: end - start };
}

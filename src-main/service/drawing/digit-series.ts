import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { RecognisedDigit } from '../../../src-shared/contract/drawings.js';
import type { RecognisedDigits } from '../../../src-shared/contract/engine-commands.js';
import { type GreyImage, sliceDigits } from '../../../src-shared/digits/grey-image.js';

/** Series kept, the ones asked for last: a number, a grid and a series of numbers side by side. */
const mostSeries = 20;
/** Digits kept of one series, its first ones: 3 MB. */
const mostDigits = 4_096;

export interface SeriesRange {
  readonly first: number;
  readonly count: number;
}

/** One digit of a seed's series, with what it is taken for. */
export interface SeriesDigit extends RecognisedDigit {
  /** 28 × 28. */
  readonly image: GreyImage;
}

/** Digits `first` … `first + count - 1` of a seed's series. */
export type ReadSeries = (range: SeriesRange) => Promise<SeriesDigit[]>;

/**
 * Keeps the digits drawn last: a number that is laid out anew, or of which more legible digits are
 * wanted, needs no engine, which may be in the midst of a training step.
 */
export class DigitSeries {
  private readonly recent = new Map<string, Map<number, SeriesDigit>>();

  /** The digits of a generator folder and a seed; `draw` computes those that are not there. */
  async open(
    series: { folder: string; seed: number },
    draw: (range: SeriesRange) => Promise<RecognisedDigits>,
  ): Promise<ReadSeries> {
    const kept = this.kept(`${series.seed} ${await version(series.folder)}`);
    return async (range) => {
      const missing = missingRange(kept, range);
      const drawn = missing === null ? [] : drawnDigits(await draw(missing), missing);
      for (const digit of drawn) if (digit.index < mostDigits) kept.set(digit.index, digit);
      return Array.from({ length: range.count }, (_, offset) => {
        const index = range.first + offset;
        const digit = kept.get(index) ?? drawn[index - (missing?.first ?? 0)];
        if (digit === undefined) throw new Error(`The engine left out digit ${index}.`);
        return digit;
      });
    };
  }

  private kept(key: string): Map<number, SeriesDigit> {
    const digits = this.recent.get(key) ?? new Map<number, SeriesDigit>();
    // The last asked for stands last.
    this.recent.delete(key);
    this.recent.set(key, digits);
    const [oldest] = this.recent.keys();
    if (this.recent.size > mostSeries && oldest !== undefined) this.recent.delete(oldest);
    return digits;
  }
}

function drawnDigits(
  { pixels, classes, confidences }: RecognisedDigits,
  { first }: SeriesRange,
): SeriesDigit[] {
  return sliceDigits(pixels).map((image, offset) => ({
    index: first + offset,
    class: classes[offset] ?? 0,
    confidence: confidences[offset] ?? 0,
    image,
  }));
}

/** From the first to the last digit that is not there; null when all are. */
function missingRange(
  digits: ReadonlyMap<number, SeriesDigit>,
  { first, count }: SeriesRange,
): SeriesRange | null {
  let start = first;
  let end = first + count;
  while (start < end && digits.has(start)) start++;
  while (end > start && digits.has(end - 1)) end--;
  return start === end ? null : { first: start, count: end - start };
}

/** What changes when the generator does. */
async function version(folder: string): Promise<string> {
  const { ino, mtimeMs, size } = await stat(join(folder, 'weights.bin')).catch(() => ({
    ino: 0,
    mtimeMs: Math.random(), // a missing file is the engine's to report, never a digit from before
    size: 0,
  }));
  return `${folder} ${ino} ${mtimeMs} ${size}`;
}

import { stat } from 'node:fs/promises';
import { join } from 'node:path';

const digitPixels = 28 * 28;
/** Series kept, the ones asked for last: a number, a grid and a series of numbers side by side. */
const mostSeries = 20;
/** Digits of one series: 3 MB. */
const mostDigits = 4_096;

interface Range {
  readonly first: number;
  readonly count: number;
}

/** Digits `first` … `first + count - 1` of a seed's series, [count, 28, 28]. */
export type Sample = (range: Range) => Promise<Uint8Array>;

/**
 * Keeps the digits drawn last: a number that is laid out anew needs no engine, which may be in the
 * midst of a training step.
 */
export class DigitSeries {
  private readonly recent = new Map<string, Map<number, Uint8Array>>();

  /** The digits of a generator folder and a seed; `draw` computes those that are not there. */
  async open(series: { folder: string; seed: number }, draw: Sample): Promise<Sample> {
    const key = `${series.seed} ${await version(series.folder)}`;
    const digits = this.kept(key);
    return async (range) => {
      const missing = missingRange(digits, range);
      if (missing !== null) {
        const pixels = await draw(missing);
        for (let i = 0; i < missing.count; i++) {
          digits.set(missing.first + i, pixels.slice(i * digitPixels, (i + 1) * digitPixels));
        }
      }
      const asked = new Uint8Array(range.count * digitPixels);
      for (let i = 0; i < range.count; i++) {
        asked.set(digits.get(range.first + i) ?? [], i * digitPixels);
      }
      return asked;
    };
  }

  private kept(key: string): Map<number, Uint8Array> {
    const known = this.recent.get(key);
    const digits = known === undefined || known.size > mostDigits ? new Map() : known;
    // The last asked for stands last.
    this.recent.delete(key);
    this.recent.set(key, digits);
    const [oldest] = this.recent.keys();
    if (this.recent.size > mostSeries && oldest !== undefined) this.recent.delete(oldest);
    return digits;
  }
}

/** From the first to the last digit that is not there; null when all are. */
function missingRange(
  digits: ReadonlyMap<number, Uint8Array>,
  { first, count }: Range,
): Range | null {
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

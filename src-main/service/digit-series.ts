import { stat } from 'node:fs/promises';
import { join } from 'node:path';

const digitPixels = 28 * 28;
/** Digits kept, of one generator and seed: 3 MB. */
const most = 4_096;

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
  private key = '';
  private digits = new Map<number, Uint8Array>();

  /** The digits of a generator folder and a seed; `draw` computes those that are not there. */
  async open(series: { folder: string; seed: number }, draw: Sample): Promise<Sample> {
    const key = `${series.seed} ${await version(series.folder)}`;
    if (key !== this.key || this.digits.size > most) {
      this.key = key;
      this.digits = new Map();
    }
    const { digits } = this;
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

import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createEngine } from '../../src-main/engine/engine.js';
import { topClasses } from '../../src-main/engine/quality/top-classes.js';
import { openRecogniser } from '../../src-main/engine/recogniser/recogniser.js';
import { chooseDigits } from '../../src-main/service/drawing/choose-digits.js';
import { DigitSeries } from '../../src-main/service/drawing/digit-series.js';
import { composingDefaults } from '../../src-shared/config/composing.js';

const judgeFolder = fileURLToPath(new URL('../judge', import.meta.url));
/** Each digit ten times: as many of each as the recogniser finds in a series. */
const number = '0123456789'.repeat(10);

export interface Agreement {
  /** Digits composed: the wanted ones. */
  readonly count: number;
  /** Those that the judge takes for the wanted digit. */
  readonly agreed: number;
  readonly lookedAt: number;
  readonly rejected: number;
  /** Of each digit wanted, 0 to 9: how many the judge takes for another. */
  readonly mistaken: readonly number[];
}

/**
 * Composes numbers of 100 digits with the seeds 0, 1, … at the default legibility, and asks the judge,
 * which had no part in choosing them, what each digit is.
 *
 * @param options folder: a generator folder; numbers: of 100 digits
 */
export async function judgeAgreement(options: {
  folder: string;
  numbers: number;
}): Promise<Agreement> {
  const { folder, numbers } = options;
  const engine = createEngine(async () => {});
  const judge = await openRecogniser(judgeFolder);
  const recent = new DigitSeries();
  const mistaken = new Array<number>(10).fill(0);
  let [count, agreed, lookedAt, rejected] = [0, 0, 0, 0];
  for (let seed = 0; seed < numbers; seed++) {
    const read = await recent.open({ folder, seed }, async (range) =>
      engine.sampleRecognised({ folder, seed, ...range }),
    );
    const request = { config: { ...composingDefaults, number }, replaced: [] };
    const choice = await chooseDigits(request, { read, report: () => {} });
    const images = choice.digits.map(({ digit }) => digit.image.pixels);
    const { classes } = topClasses(judge.recognise(Buffer.concat(images)).probabilities);
    for (const [place, { digit }] of choice.digits.entries()) {
      count++;
      if (classes[place] === Number(number[place])) agreed++;
      else mistaken[digit.class] = (mistaken[digit.class] ?? 0) + 1;
    }
    lookedAt += choice.lookedAt;
    rejected += choice.rejected;
  }
  judge.dispose();
  return { count, agreed, lookedAt, rejected, mistaken };
}

/** A path of the checkout. */
export const inCheckout = (path: string): string =>
  join(fileURLToPath(new URL('../..', import.meta.url)), path);

import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createEngine } from '../../src-main/engine/engine.js';
import { topClasses } from '../../src-main/engine/quality/top-classes.js';
import { openRecogniser } from '../../src-main/engine/recogniser/recogniser.js';
import { type ChoiceRequest, chooseDigits } from '../../src-main/service/drawing/choose-digits.js';
import { DigitSeries } from '../../src-main/service/drawing/digit-series.js';
import { writeNumber } from '../../src-main/service/drawing/write-number.js';
import { WrittenDigits } from '../../src-main/service/drawing/written-digits.js';
import { composingDefaults } from '../../src-shared/config/composing.js';
import { digitSize, type GreyImage, greyImage } from '../../src-shared/digits/grey-image.js';
import { cover } from '../../src-shared/strips/coverage.js';
import { type FlatOutline, flatOutline } from '../../src-shared/strips/flat-outline.js';
import { traceOutline } from '../../src-shared/strips/outline.js';

const judgeFolder = fileURLToPath(new URL('../judge', import.meta.url));
/** Each digit ten times: as many of each as the recogniser finds in a series. */
const number = '0123456789'.repeat(10);

export interface Agreement {
  /** Digits composed: the wanted ones. */
  readonly count: number;
  /** Those that the judge takes for the wanted digit. */
  readonly agreed: number;
  /** The same of the digits drawn as smooth strokes, 28 pixels high. */
  readonly agreedOnStrokes: number;
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
  const judge = await openRecogniser(judgeFolder);
  const choose = await chooser(
    folder,
    createEngine(async () => {}),
  );
  const mistaken = new Array<number>(10).fill(0);
  let [count, agreed, agreedOnStrokes, lookedAt, rejected] = [0, 0, 0, 0, 0];
  for (let seed = 0; seed < numbers; seed++) {
    const choice = await choose({ config: { ...composingDefaults, number, seed }, replaced: [] });
    const read = (images: readonly GreyImage[]) => {
      const pixels = Buffer.concat(images.map((image) => image.pixels));
      return topClasses(judge.recognise(pixels).probabilities).classes;
    };
    const images = choice.digits.map(({ digit }) => digit.image);
    const classes = read(images);
    const strokes = read(images.map(asStrokes));
    for (const [place, wanted] of choice.labels.entries()) {
      count++;
      if (strokes[place] === wanted) agreedOnStrokes++;
      if (classes[place] === wanted) agreed++;
      else mistaken[wanted] = (mistaken[wanted] ?? 0) + 1;
    }
    lookedAt += choice.lookedAt;
    rejected += choice.rejected;
  }
  judge.dispose();
  return { count, agreed, agreedOnStrokes, lookedAt, rejected, mistaken };
}

const asStrokes = (image: GreyImage): GreyImage => drawnStrokes(flatOutline(traceOutline(image)));

/** A digit's strokes in a picture of its own size. */
export function drawnStrokes(outline: FlatOutline): GreyImage {
  const drawn = greyImage({ width: digitSize, height: digitSize });
  const coverage = cover(outline);
  coverage?.parts.forEach((part, at) => {
    const column = coverage.left + (at % coverage.width);
    const row = coverage.top + Math.floor(at / coverage.width);
    const inside = column >= 0 && column < digitSize && row >= 0 && row < digitSize;
    if (inside) drawn.pixels[row * digitSize + column] = Math.round(255 * part);
  });
  return drawn;
}

/** How the digits of a number are found: asked for, where the model can be asked. */
async function chooser(folder: string, engine: ReturnType<typeof createEngine>) {
  const condition = await engine.condition({ folder });
  const report = () => {};
  const [drawn, written] = [new DigitSeries(), new WrittenDigits()];
  return async (request: ChoiceRequest) => {
    const { seed } = request.config;
    if (condition === null) {
      const read = await drawn.open({ folder, seed }, async (range) =>
        engine.sampleRecognised({ folder, seed, ...range }),
      );
      return chooseDigits(request, { read, report });
    }
    const settings = { seed, slant: null, strokeWidth: null };
    const write = await written.open({ folder, settings }, async (digits) =>
      engine.writeRecognised({ folder, digits, ...settings }),
    );
    return writeNumber(request, condition.labels, { write, report });
  };
}

/** A path of the checkout. */
export const inCheckout = (path: string): string =>
  join(fileURLToPath(new URL('../..', import.meta.url)), path);

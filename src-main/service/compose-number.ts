import type { ComposingConfig } from '../../src-shared/config/composing.js';
import type { ComposedNumber, PlacedDigit } from '../../src-shared/contract/drawings.js';
import { AppError } from '../../src-shared/contract/errors.js';
import { cropToInk } from '../../src-shared/digits/crop-digit.js';
import type { GreyImage } from '../../src-shared/digits/grey-image.js';
import { drawGaps, layOutNumber } from '../../src-shared/digits/lay-out-number.js';
import { RandomSequence } from '../../src-shared/random/streams.js';
import type { ReadSeries, SeriesDigit } from './digit-series.js';
import { encodeGreyPng } from './images/png.js';

/** Empty digits that may come in a row before a model is called unable to write. */
const maxEmpty = 100;
const chunk = 64;
/** Digits asked for beyond those that are missing: one request is nearly always enough. */
const spare = 4;

interface ComposeRequest {
  readonly config: ComposingConfig;
  /** Digits of the series, from `index` on, in the place of some. */
  readonly replaced?: readonly { readonly position: number; readonly index: number }[] | undefined;
}

/** A digit cropped to its ink. */
interface Ink {
  readonly digit: SeriesDigit;
  readonly image: GreyImage;
}

/**
 * A handwritten number: the seed's digits in their order, each cropped to its ink, with random gaps.
 * A digit without ink is skipped and the next of the series taken.
 *
 * @throws AppError INVALID_MODEL when the generator draws only empty digits; BAD_INPUT when a
 *   position is none of the number's
 */
export async function composeNumber(
  { config, replaced = [] }: ComposeRequest,
  read: ReadSeries,
): Promise<ComposedNumber> {
  const { inkThreshold } = config;
  const drawn = await drawInk({ count: config.digits, first: 0, inkThreshold }, read);
  const digits = drawn.digits;
  let { drawnAgain } = drawn;
  for (const { position, index } of replaced) {
    if (position >= digits.length) {
      throw new AppError('BAD_INPUT', `The number has no digit ${position + 1} to draw again.`);
    }
    const other = await drawInk({ count: 1, first: index, inkThreshold }, read);
    digits.splice(position, 1, ...other.digits);
    drawnAgain += other.drawnAgain;
  }

  const layout = new RandomSequence(config.seed, { stream: 'layout', index: 0 });
  const gaps = drawGaps({
    digits: config.digits,
    minSpacing: config.minSpacing,
    maxSpacing: config.maxSpacing,
    thousandsSpacing: config.thousandsSpacing,
    random: () => layout.nextUniform(),
  });
  const image = layOutNumber(
    digits.map((digit) => digit.image),
    gaps,
  );
  const { width, height } = image;
  return {
    png: encodeGreyPng(image),
    width,
    height,
    drawnAgain,
    lookedAt: digits.length + drawnAgain,
    rejected: 0,
    digits: placed(digits, gaps),
    separators: [],
  };
}

/** The next `count` digits of the series that have ink, cropped to it. */
async function drawInk(
  { count, first, inkThreshold }: { count: number; first: number; inkThreshold: number },
  read: ReadSeries,
): Promise<{ digits: Ink[]; drawnAgain: number }> {
  const digits: Ink[] = [];
  let drawnAgain = 0;
  let asked = 0;
  for (let next = first; digits.length < count; next += asked) {
    asked = Math.min(chunk, count - digits.length + spare);
    for (const digit of await read({ first: next, count: asked })) {
      const image = cropToInk(digit.image, inkThreshold);
      if (image === null) drawnAgain++;
      else if (digits.length < count) digits.push({ digit, image });
      if (drawnAgain > maxEmpty + digits.length) {
        throw drawsNothing(drawnAgain, { drawn: digits.length, inkThreshold });
      }
    }
  }
  return { digits, drawnAgain };
}

function placed(digits: readonly Ink[], gaps: readonly number[]): PlacedDigit[] {
  let left = 0;
  return digits.map(({ digit, image }, position) => {
    const { index, class: taken, confidence } = digit;
    const place = { character: position, left, width: image.width };
    left += image.width + (gaps[position] ?? 0);
    return { index, class: taken, confidence, ...place };
  });
}

const drawsNothing = (
  empty: number,
  { drawn, inkThreshold }: { drawn: number; inkThreshold: number },
) =>
  new AppError(
    'INVALID_MODEL',
    `This model draws empty digits: ${empty} of its first ${empty + drawn} hold no pixel of at least ${inkThreshold}. Train it longer, or lower the ink threshold.`,
  );

import type { ComposingConfig } from '../../src-shared/config/composing.js';
import type { ComposedNumber } from '../../src-shared/contract/commands.js';
import { AppError } from '../../src-shared/contract/errors.js';
import { cropToInk } from '../../src-shared/digits/crop-digit.js';
import { type GreyImage, sliceDigits } from '../../src-shared/digits/grey-image.js';
import { drawGaps, layOutNumber } from '../../src-shared/digits/lay-out-number.js';
import { RandomSequence } from '../../src-shared/random/streams.js';
import { encodeGreyPng } from './images/png.js';

/** Digits `first` … `first + count - 1` of the seed's series, [count, 28, 28]. */
type Sample = (range: { first: number; count: number }) => Promise<Uint8Array>;

/** Empty digits that may come in a row before a model is called unable to write. */
const maxEmpty = 100;
const chunk = 64;
/** Digits asked for beyond those that are missing: one request is nearly always enough. */
const spare = 4;

/**
 * A handwritten number: the seed's digits in their order, each cropped to its ink, with random gaps.
 * A digit without ink is skipped and the next of the series taken.
 *
 * @throws AppError INVALID_MODEL when the generator draws only empty digits
 */
export async function composeNumber(
  config: ComposingConfig,
  sample: Sample,
): Promise<ComposedNumber> {
  const digits: GreyImage[] = [];
  let drawnAgain = 0;
  let count = 0;
  for (let first = 0; digits.length < config.digits; first += count) {
    count = Math.min(chunk, config.digits - digits.length + spare);
    for (const digit of sliceDigits(await sample({ first, count }))) {
      const cropped = cropToInk(digit, config.inkThreshold);
      if (cropped === null) drawnAgain++;
      else if (digits.length < config.digits) digits.push(cropped);
      if (drawnAgain > maxEmpty + digits.length) {
        throw new AppError(
          'INVALID_MODEL',
          `This model draws empty digits: ${drawnAgain} of its first ${drawnAgain + digits.length} hold no pixel of at least ${config.inkThreshold}. Train it longer, or lower --ink-threshold.`,
        );
      }
    }
  }
  const layout = new RandomSequence(config.seed, { stream: 'layout', index: 0 });
  const gaps = drawGaps({
    digits: config.digits,
    minSpacing: config.minSpacing,
    maxSpacing: config.maxSpacing,
    thousandsSpacing: config.thousandsSpacing,
    random: () => layout.nextUniform(),
  });
  const image = layOutNumber(digits, gaps);
  return { png: encodeGreyPng(image), width: image.width, height: image.height, drawnAgain };
}

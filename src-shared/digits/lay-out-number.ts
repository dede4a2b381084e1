import type { ComposingConfig } from '../config/composing.js';
import { digitSize, type GreyImage, greyImage } from './grey-image.js';
import { partedGaps } from './part-thousands.js';
import { paste } from './paste.js';

/** Spacings in pixels: `minSpacing` and `maxSpacing` may be negative, `thousandsSpacing` not. */
export interface GapOptions
  extends Pick<ComposingConfig, 'minSpacing' | 'maxSpacing' | 'thousandsSpacing' | 'grouping'> {
  /** What is written: at least one character. */
  readonly text: string;
  /** Uniform in [0, 1). Called once a gap, from left to right. */
  readonly random: () => number;
}

/**
 * The gaps between a text's characters, from left to right: each a uniform whole number from
 * `minSpacing` to `maxSpacing`, wider where the thousands are parted (1 234 567). A blank is not
 * narrowed by negative ones.
 * @returns one width in pixels less than there are characters
 * @throws RangeError when a width is not a whole number in its bounds
 */
export function drawGaps(options: GapOptions): number[] {
  const { text, minSpacing, maxSpacing, thousandsSpacing, grouping, random } = options;
  requireWhole({ what: 'The smallest spacing', value: minSpacing });
  requireWhole({ what: 'The largest spacing', value: maxSpacing });
  requireWhole({ what: 'The thousands spacing', value: thousandsSpacing ?? 0, least: 0 });
  if (maxSpacing < minSpacing) {
    throw new RangeError(
      `The largest spacing (${maxSpacing}) is below the smallest (${minSpacing}).`,
    );
  }
  const parted = partedGaps(text, grouping);
  return Array.from({ length: text.length - 1 }, (_, gap) => {
    const drawn = minSpacing + Math.floor(random() * (maxSpacing - minSpacing + 1));
    const width = text.slice(gap, gap + 2).includes(' ') ? Math.max(0, drawn) : drawn;
    return parted.has(gap) ? width + (thousandsSpacing ?? 0) : width;
  });
}

/**
 * Gaps that keep images in their order: negative ones are narrowed until each image begins and ends at
 * least a pixel to the right of the one before.
 * @param gaps one width in pixels between each two images
 */
export const orderlyGaps = (
  images: readonly Pick<GreyImage, 'width'>[],
  gaps: readonly number[],
): number[] => gaps.map((gap, place) => Math.max(gap, leastGap(images.slice(place, place + 2))));

/** The least gap between two images, of which none lies within the other. */
const leastGap = (pair: readonly Pick<GreyImage, 'width'>[]): number =>
  1 - Math.min(...pair.map(({ width }) => width));

/**
 * Digits in a row on black ground. Where two overlap, the brighter pixel counts.
 * @param digits at least one image, 28 pixels high, of any width.
 * @param gaps one width in pixels between each two digits, orderly.
 * @returns an image 28 pixels high, exactly as wide as digits and gaps together.
 * @throws RangeError when there is no digit, the gaps don't fit, or a digit has another height.
 */
export function layOutNumber(digits: readonly GreyImage[], gaps: readonly number[]): GreyImage {
  if (digits.length === 0) throw new RangeError('A number needs at least one digit.');
  if (gaps.length !== digits.length - 1) {
    throw new RangeError(
      `${digits.length} digits have ${digits.length - 1} gaps between them, not ${gaps.length}.`,
    );
  }
  for (const [place, gap] of gaps.entries()) {
    requireWhole({ what: 'A gap', value: gap, least: leastGap(digits.slice(place, place + 2)) });
  }

  const width = sum(digits.map((digit) => digit.width)) + sum(gaps);
  const number = greyImage({ width, height: digitSize });
  let left = 0;
  digits.forEach((digit, index) => {
    if (digit.height !== digitSize) {
      throw new RangeError(`Digit ${index} is ${digit.height} pixels high, not ${digitSize}.`);
    }
    paste({ source: digit, target: number, left, top: 0 });
    left += digit.width + (gaps[index] ?? 0);
  });
  return number;
}

interface WholeNumber {
  readonly what: string;
  readonly value: number;
  readonly least?: number;
}

function requireWhole({ what, value, least = -Infinity }: WholeNumber): void {
  if (Number.isSafeInteger(value) && value >= least) return;
  const from = least === -Infinity ? '' : ` from ${least}`;
  throw new RangeError(`${what} must be a whole number${from}, not ${value}.`);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

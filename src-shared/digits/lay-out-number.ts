import { digitSize, type GreyImage, greyImage } from './grey-image.js';
import { paste } from './paste.js';

export interface GapOptions {
  /** How many digits the number has, from 1. */
  digits: number;
  /** Smallest gap between two digits in pixels, from 0. */
  minSpacing: number;
  /** Largest gap in pixels, inclusive, at least `minSpacing`. */
  maxSpacing: number;
  /** Pixels added between groups of three digits, counted from the right; null for no groups. */
  thousandsSpacing: number | null;
  /** Uniform in [0, 1). Called once a gap, from left to right. */
  random: () => number;
}

/**
 * The gaps between a number's digits, from left to right: each a uniform whole number from
 * `minSpacing` to `maxSpacing`, wider where the thousands are parted (1 234 567).
 * @returns digits − 1 widths in pixels.
 * @throws RangeError when a count or width is not a whole number in its bounds.
 */
export function drawGaps(options: GapOptions): number[] {
  const { digits, minSpacing, maxSpacing, thousandsSpacing, random } = options;
  requireWhole({ what: 'The number of digits', value: digits, least: 1 });
  requireWhole({ what: 'The smallest spacing', value: minSpacing, least: 0 });
  requireWhole({ what: 'The largest spacing', value: maxSpacing, least: 0 });
  requireWhole({ what: 'The thousands spacing', value: thousandsSpacing ?? 0, least: 0 });
  if (maxSpacing < minSpacing) {
    throw new RangeError(
      `The largest spacing (${maxSpacing}) is below the smallest (${minSpacing}).`,
    );
  }
  return Array.from({ length: digits - 1 }, (_, gap) => {
    const width = minSpacing + Math.floor(random() * (maxSpacing - minSpacing + 1));
    const digitsToTheRight = digits - 1 - gap;
    return digitsToTheRight % 3 === 0 ? width + (thousandsSpacing ?? 0) : width;
  });
}

/**
 * Digits in a row on black ground.
 * @param digits at least one image, 28 pixels high, of any width.
 * @param gaps one width in pixels between each two digits.
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
  for (const gap of gaps) requireWhole({ what: 'A gap', value: gap, least: 0 });

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

function requireWhole({
  what,
  value,
  least,
}: {
  what: string;
  value: number;
  least: number;
}): void {
  if (!Number.isSafeInteger(value) || value < least) {
    throw new RangeError(`${what} must be a whole number from ${least}, not ${value}.`);
  }
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/** Width and height of one digit, in pixels. */
export const digitSize = 28;

/** Pixels in one digit: 28 · 28. */
const digitPixels = digitSize * digitSize;

/** A grey picture. Every image of the product has this shape until it is written to a file. */
export interface GreyImage {
  /** In pixels, at least 1. */
  readonly width: number;
  /** In pixels, at least 1. */
  readonly height: number;
  /** [height, width] row by row from the top left, 0 (black) to 255 (white). */
  readonly pixels: Uint8Array;
}

/**
 * An image over the given pixels (kept, not copied), or a black one without them.
 * @throws RangeError when a side is not a whole number from 1, or the pixels are not width · height.
 */
export function greyImage(parts: {
  width: number;
  height: number;
  pixels?: Uint8Array;
}): GreyImage {
  const { width, height } = parts;
  if (!Number.isSafeInteger(width) || !Number.isSafeInteger(height) || width < 1 || height < 1) {
    throw new RangeError(`An image needs at least one pixel a side, not ${width}×${height}.`);
  }
  const pixels = parts.pixels ?? new Uint8Array(width * height);
  if (pixels.length !== width * height) {
    throw new RangeError(
      `An image of ${width}×${height} has ${width * height} pixels, not ${pixels.length}.`,
    );
  }
  return { width, height, pixels };
}

/**
 * The generator's values as pixels: round((v + 1) · 127.5), clamped to 0…255.
 * @param values any shape, in [-1, 1]; NaN becomes 0.
 * @returns as many bytes, in the same order.
 */
export function toPixels(values: Float32Array): Uint8Array {
  const pixels = new Uint8Array(values.length);
  values.forEach((value, index) => {
    pixels[index] = Math.min(255, Math.max(0, Math.round((value + 1) * 127.5)));
  });
  return pixels;
}

/**
 * The digits of a batch, as views on the same memory: a change to `pixels` shows in the images.
 * @param pixels [N, 28, 28], 0…255.
 * @returns N images of 28×28.
 * @throws RangeError when the bytes are no whole number of digits.
 */
export function sliceDigits(pixels: Uint8Array): GreyImage[] {
  if (pixels.length % digitPixels !== 0) {
    throw new RangeError(
      `${pixels.length} bytes are no whole number of digits of ${digitPixels} bytes.`,
    );
  }
  return Array.from({ length: pixels.length / digitPixels }, (_, index) =>
    greyImage({
      width: digitSize,
      height: digitSize,
      pixels: pixels.subarray(index * digitPixels, (index + 1) * digitPixels),
    }),
  );
}

/** @throws RangeError naming the image when it is not 28×28. */
export function requireDigit(image: GreyImage, index: number): void {
  if (image.width !== digitSize || image.height !== digitSize) {
    throw new RangeError(
      `Image ${index} is ${image.width}×${image.height}; a digit is ${digitSize}×${digitSize}.`,
    );
  }
}

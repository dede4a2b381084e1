/** A pixel's bytes: 1 grey, 2 grey and alpha, 3 red, green and blue, 4 those and alpha. */
export type Channels = 1 | 2 | 3 | 4;

/** A picture as it is written to a file. Alpha is straight: colours are not multiplied by it. */
export interface Picture {
  /** In pixels, at least 1. */
  readonly width: number;
  /** In pixels, at least 1. */
  readonly height: number;
  readonly channels: Channels;
  /** [height, width, channels] row by row from the top left, 0…255; alpha 255 hides what is below. */
  readonly pixels: Uint8Array;
}

/**
 * A picture over the given pixels (kept, not copied), or one of zeros without them.
 * @throws RangeError when a side is not a whole number from 1, the channels are not 1 to 4, or the
 *   bytes are not width · height · channels.
 */
export function picture(parts: {
  width: number;
  height: number;
  channels: Channels;
  pixels?: Uint8Array;
}): Picture {
  const { width, height, channels } = parts;
  if (!Number.isSafeInteger(width) || !Number.isSafeInteger(height) || width < 1 || height < 1) {
    throw new RangeError(`A picture needs at least one pixel a side, not ${width}×${height}.`);
  }
  if (!Number.isInteger(channels) || channels < 1 || channels > 4) {
    throw new RangeError(`A picture has 1 to 4 channels, not ${channels}.`);
  }
  const bytes = width * height * channels;
  const pixels = parts.pixels ?? new Uint8Array(bytes);
  if (pixels.length !== bytes) {
    throw new RangeError(
      `A picture of ${width}×${height} with ${channels} channels has ${bytes} bytes, not ${pixels.length}.`,
    );
  }
  return { width, height, channels, pixels };
}

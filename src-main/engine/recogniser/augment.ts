import { RandomSequence } from '../../../src-shared/random/streams.js';

/** How an image is moved about its middle; zeros leave it as it is. */
export interface Distortion {
  /** Radians. */
  readonly rotation: number;
  /** Shift of a row or column for each pixel from the middle. */
  readonly shear: number;
  /** Growth of width and height: 0.1 is a tenth. */
  readonly scaleX: number;
  readonly scaleY: number;
  /** Pixels. */
  readonly shiftX: number;
  readonly shiftY: number;
}

/** The largest of each, either way: what a person's hand varies, and a class survives. */
export const largestDistortion: Distortion = {
  rotation: (12 / 180) * Math.PI,
  shear: 0.15,
  scaleX: 0.12,
  scaleY: 0.12,
  shiftX: 2,
  shiftY: 2,
};

const size = 28;
const middle = (size - 1) / 2;

/** @param image which image of the training, counted over all epochs */
export function drawDistortion(seed: number, image: number): Distortion {
  const sequence = new RandomSequence(seed, { stream: 'augmentation', index: image });
  const draw = (largest: number) => (2 * sequence.nextUniform() - 1) * largest;
  return {
    rotation: draw(largestDistortion.rotation),
    shear: draw(largestDistortion.shear),
    scaleX: draw(largestDistortion.scaleX),
    scaleY: draw(largestDistortion.scaleY),
    shiftX: draw(largestDistortion.shiftX),
    shiftY: draw(largestDistortion.shiftY),
  };
}

/**
 * An affine distortion with bilinear interpolation; what comes in from outside is ground.
 *
 * @param image [28, 28] grey levels, 0 ground @param out [28, 28], in the same range
 */
export function distort(image: Uint8Array, distortion: Distortion, out: Float32Array): void {
  const { rotation, shear, shiftX, shiftY } = distortion;
  const [cos, sin] = [Math.cos(rotation), Math.sin(rotation)];
  // From a place in the result to one in the image.
  const width = 1 / (1 + distortion.scaleX);
  const height = 1 / (1 + distortion.scaleY);
  const [xx, xy] = [cos * width, (shear * cos - sin) * height];
  const [yx, yy] = [sin * width, (shear * sin + cos) * height];
  const level = (x: number, y: number) =>
    x < 0 || y < 0 || x >= size || y >= size ? 0 : (image[y * size + x] ?? 0);
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      const [right, down] = [x - middle - shiftX, y - middle - shiftY];
      const sourceX = xx * right + xy * down + middle;
      const sourceY = yx * right + yy * down + middle;
      const [left, top] = [Math.floor(sourceX), Math.floor(sourceY)];
      const [fx, fy] = [sourceX - left, sourceY - top];
      const above = level(left, top) * (1 - fx) + level(left + 1, top) * fx;
      const below = level(left, top + 1) * (1 - fx) + level(left + 1, top + 1) * fx;
      out[y * size + x] = above * (1 - fy) + below * fy;
    }
  }
}

/**
 * A batch of distorted images, [n, 28, 28] in [-1, 1], a function of its arguments alone.
 *
 * @param images [count, 28, 28] grey levels @param indices which of them
 * @param place firstImage: images of the training before this batch
 */
export function distortedBatch(
  images: Uint8Array,
  indices: Int32Array,
  { seed, firstImage }: { seed: number; firstImage: number },
): Float32Array {
  const pixels = size * size;
  const batch = new Float32Array(indices.length * pixels);
  for (const [place, index] of indices.entries()) {
    const image = images.subarray(index * pixels, (index + 1) * pixels);
    const out = batch.subarray(place * pixels, (place + 1) * pixels);
    distort(image, drawDistortion(seed, firstImage + place), out);
  }
  return batch.map((level) => level / 127.5 - 1);
}

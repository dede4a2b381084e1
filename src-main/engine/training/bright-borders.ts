const size = 28;
const digitPixels = size * size;
/** A grey level from which a border is bright. */
const bright = 128;

const borderPlaces = Array.from({ length: digitPixels }, (_, place) => place).filter((place) => {
  const [row, column] = [Math.floor(place / size), place % size];
  return row === 0 || column === 0 || row === size - 1 || column === size - 1;
});

/**
 * Share of images whose border, a pixel wide, is bright, and brighter than the image: those of dark ink on
 * bright paper, and not those that a bright shape fills.
 *
 * @param images [n, 28, 28] grey levels, n from 1
 */
export function brightBorders(images: Uint8Array): number {
  const count = images.length / digitPixels;
  let found = 0;
  for (let i = 0; i < count; i++) {
    const image = images.subarray(i * digitPixels, (i + 1) * digitPixels);
    const border = mean(borderPlaces.map((place) => image[place] ?? 0));
    if (border >= bright && border > mean(image)) found++;
  }
  return found / count;
}

const mean = (values: ArrayLike<number> & Iterable<number>): number => {
  let sum = 0;
  for (const value of values) sum += value;
  return sum / values.length;
};

const digitPixels = 28 * 28;

/** Some images in a row. @param images [n, 28, 28] */
export const imagesOf = (
  images: Uint8Array,
  { first, count }: { first: number; count: number },
): Uint8Array => images.subarray(first * digitPixels, (first + count) * digitPixels);

/** Places of as many among so many, or of all of them. */
export const evenlyPlaced = (there: number, wanted: number): number[] =>
  Array.from({ length: Math.min(there, wanted) }, (_, i) =>
    wanted >= there ? i : Math.floor((i * there) / wanted),
  );

/** As many images, or all of them: MNIST's test images begin with the ones easier to read. */
export function evenly(images: Uint8Array, wanted: number): Uint8Array {
  const there = images.length / digitPixels;
  if (wanted >= there) return images;
  const chosen = new Uint8Array(wanted * digitPixels);
  for (const [i, first] of evenlyPlaced(there, wanted).entries()) {
    chosen.set(imagesOf(images, { first, count: 1 }), i * digitPixels);
  }
  return chosen;
}

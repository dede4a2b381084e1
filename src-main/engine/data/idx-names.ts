/** What the images of a file are for, as its name says. */
export type Purpose = 'training' | 'test' | 'unsaid';

/**
 * A file's name without what is written now so, now so: `train-images.idx3-ubyte.gz` is
 * `train-images-idx3-ubyte`.
 */
export const plainName = (name: string): string =>
  name
    .toLowerCase()
    .replace(/\.gz$/, '')
    .replaceAll(/[-._\s]+/g, '-');

const imagesEnding = /(^|-)idx3(-?ubyte)?$/;
const test = /^(t\d+k|test.*|val|valid|validation|eval)$/;
const training = /^train/;

/** Hidden files belong to systems: `._train-images-idx3-ubyte` is what a Mac knows of another file. */
export const isHidden = (name: string): boolean => name.startsWith('.');

export const isImagesName = (name: string): boolean =>
  !isHidden(name) && imagesEnding.test(plainName(name));

/** By its words: `emnist-letters-train-images-idx3-ubyte`, `t10k-images-idx3-ubyte`. */
export function purposeOf(name: string): Purpose {
  const words = plainName(name).split('-');
  if (words.some((word) => test.test(word))) return 'test';
  return words.some((word) => training.test(word)) ? 'training' : 'unsaid';
}

/** What the labels of an images' file may be called, as plain names, the likeliest first. */
export function labelNames(images: string): string[] {
  const name = plainName(images);
  const stem = name.replace(imagesEnding, '').replace('images', 'labels');
  if (!imagesEnding.test(name)) return [name.replace(/(-[^-]*)?$/, '-labels$1')];
  const endings = ['idx1-ubyte', 'idx2-int', 'idx1-int', 'idx1'];
  const stems = stem.includes('labels') ? [stem] : [stem, `${stem}-labels`];
  return stems.flatMap((each) => endings.map((ending) => [each, ending].filter(Boolean).join('-')));
}

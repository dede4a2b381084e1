import type { ClassifierName } from '../../../src-shared/networks/architecture.js';
import type { LabelledImages } from '../../files/idx/mnist.js';

type Images = Pick<LabelledImages, 'images' | 'labels' | 'count'>;

/**
 * Which training images a network learns from, by their place in MNIST's file: every other pair of
 * neighbours, so that no image is both the recogniser's and that of one that checks it. Not every other
 * image: the odd ones are clearly easier to read, and a network that saw them alone is bad at the others.
 */
export const halves = {
  recogniser: 'even pairs',
  judge: 'odd pairs',
  'second-reader': 'odd pairs',
} as const satisfies Record<ClassifierName, string>;

/** One pair of this many is kept for the temperature. */
const heldOutOf = 10;

/**
 * A network's own half of the training images, less a tenth that is kept for the temperature.
 *
 * @param limit images of the half that are used at most
 */
export function divideImages(
  all: Images,
  { network, limit }: { network: ClassifierName; limit: number },
): { training: Images; heldOut: Images } {
  const parity = halves[network] === 'even pairs' ? 0 : 1;
  const pair = (place: number) => Math.floor(place / 2);
  const places = Array.from({ length: all.count }, (_, place) => place)
    .filter((place) => pair(place) % 2 === parity)
    .slice(0, limit);
  const isHeldOut = (i: number) => pair(i) % heldOutOf === heldOutOf - 1;
  return {
    training: pick(
      all,
      places.filter((_, i) => !isHeldOut(i)),
    ),
    heldOut: pick(
      all,
      places.filter((_, i) => isHeldOut(i)),
    ),
  };
}

function pick({ images, labels }: Images, places: readonly number[]): Images {
  const pixels = 28 * 28;
  const picked = new Uint8Array(places.length * pixels);
  for (const [i, place] of places.entries()) {
    picked.set(images.subarray(place * pixels, (place + 1) * pixels), i * pixels);
  }
  const count = places.length;
  return { images: picked, labels: Uint8Array.from(places, (place) => labels[place] ?? 0), count };
}

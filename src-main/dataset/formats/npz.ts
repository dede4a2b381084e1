import { Zip, ZipPassThrough } from 'fflate';
import { npyHeader, npyLabelHeader } from '../../files/npy.js';
import { behind } from './idx.js';
import { labelsOf, tilesOf } from './single-digits.js';
import type { WholeFile, WholeSet } from './whole-set.js';

/** Digits of all parts that a zip of 32-bit places holds for sure: their pixels take 3.9 GB. */
export const mostNpzDigits = 5_000_000;

/** `digits.npz` with `x_train`, `y_train` and so on, named as Keras has its MNIST. */
export const npzFiles = (set: WholeSet): WholeFile[] => [
  {
    path: 'digits.npz',
    content: zipped(
      set.splits.flatMap((split) => [
        [`x_${split}`, behind(npyHeader(set.counts[split]), tilesOf(set, split))] as const,
        [`y_${split}`, behind(npyLabelHeader(set.counts[split]), labelsOf(set, split))] as const,
      ]),
    ),
  },
];

/** The first moment that a zip knows, so that the same arrays are the same bytes. */
const noTime = new Date(1980, 0, 1);

/** Arrays as `numpy.savez` keeps them: in a zip, not packed. */
async function* zipped(
  arrays: readonly (readonly [name: string, content: AsyncIterable<Uint8Array>])[],
): AsyncGenerator<Uint8Array> {
  const written: Uint8Array[] = [];
  const zip = new Zip((error, bytes) => {
    if (error) throw error;
    written.push(bytes);
  });
  for (const [name, content] of arrays) {
    const file = new ZipPassThrough(`${name}.npy`);
    file.mtime = noTime;
    zip.add(file);
    for await (const bytes of content) {
      file.push(bytes);
      yield* written.splice(0);
    }
    file.push(new Uint8Array(), true);
  }
  zip.end();
  yield* written.splice(0);
}

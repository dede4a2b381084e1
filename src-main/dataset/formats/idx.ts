import type { SplitName } from '../../../src-shared/config/data-sets.js';
import { idxHeader, idxLabelHeader } from '../../files/idx/idx-headers.js';
import { labelsOf, tilesOf } from './single-digits.js';
import type { WholeFile, WholeSet } from './whole-set.js';

/** MNIST calls its test digits so. */
const names: Readonly<Record<SplitName, string>> = { train: 'train', val: 'val', test: 't10k' };

/** `idx/train-images-idx3-ubyte` and so on, in the place of MNIST's own files. */
export const idxFiles = (set: WholeSet): WholeFile[] =>
  set.splits.flatMap((split) => [
    {
      path: `idx/${names[split]}-images-idx3-ubyte`,
      content: behind(idxHeader(set.counts[split]), tilesOf(set, split)),
    },
    {
      path: `idx/${names[split]}-labels-idx1-ubyte`,
      content: behind(idxLabelHeader(set.counts[split]), labelsOf(set, split)),
    },
  ]);

/** A header, then the values. */
export async function* behind(
  header: Uint8Array,
  values: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  yield header;
  yield* values;
}

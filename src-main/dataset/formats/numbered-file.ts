import type { SplitName } from '../../../src-shared/config/data-sets.js';
import type { Shard } from '../shards.js';

/** What TensorFlow and Hugging Face call the parts. */
export const longNames: Readonly<Record<SplitName, string>> = {
  train: 'train',
  val: 'validation',
  test: 'test',
};

/** `train-00002-of-00010`. */
export const numberedName = ({ split, number, of }: Shard): string =>
  `${longNames[split]}-${places(number)}-of-${places(of)}`;

const places = (value: number): string => String(value).padStart(5, '0');

import { type Shard, sampleKey } from '../shards.js';
import type { Part } from './part.js';

/** The files of a shard's strips in a folder. */
export const filesIn = ({ first, count }: Shard, folder: string, ending: string): string[] =>
  Array.from({ length: count }, (_, at) => `${folder}/${sampleKey(first + at)}${ending}`);

export const picturePath = (split: string, key: string): string => `images/${split}/${key}.png`;

/** The tree of pictures that all other formats share. */
export const picturesPart: Part = {
  name: 'pictures',
  isOneFile: false,
  paths: (shard) => filesIn(shard, `images/${shard.split}`, '.png'),
  piece: ({ png }) => png,
};

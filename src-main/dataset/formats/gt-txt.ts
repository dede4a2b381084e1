import type { Part } from './part.js';
import { filesIn } from './pictures.js';

/** `NAME.gt.txt` beside each picture, as Kraken, tesstrain, Calamari and OCR-D read it. */
export const gtTextPart: Part = {
  name: 'gt-txt',
  isOneFile: false,
  paths: (shard) => filesIn(shard, `images/${shard.split}`, '.gt.txt'),
  piece: ({ text }) => Buffer.from(text),
};

import { splitNames } from '../../../src-shared/config/data-sets.js';
import { classes } from './classes.js';
import type { Part, PictureSample } from './part.js';
import { filesIn } from './pictures.js';
import type { WholeFile, WholeSet } from './whole-set.js';

/** A line for each character: its class, then its box's centre and size as parts of the picture's. */
export const yoloPart: Part = {
  name: 'yolo',
  isOneFile: false,
  paths: (shard) => filesIn(shard, `labels/${shard.split}`, '.txt'),
  piece: (sample) => Buffer.from(linesOf(sample).join('')),
};

const linesOf = ({ text, boxes, width, height }: PictureSample): string[] =>
  [...text].flatMap((character, at) => {
    const box = boxes[at];
    if (!box) return [];
    const parts = [
      (box.left + box.width / 2) / width,
      (box.top + box.height / 2) / height,
      box.width / width,
      box.height / height,
    ];
    const numbers = parts.map((part) => part.toFixed(6));
    return [`${classes.indexOf(character)} ${numbers.join(' ')}\n`];
  });

/** What Ultralytics trains from. */
export const yoloFiles = ({ splits }: WholeSet): WholeFile[] => [
  {
    path: 'data.yaml',
    content: [
      'path: .\n',
      ...splitNames
        .filter((split) => splits.includes(split))
        .map((split) => `${split}: images/${split}\n`),
      'names:\n',
      ...classes.map((name, number) => `  ${number}: ${JSON.stringify(name)}\n`),
    ],
  },
];

import type { Box } from '../../../src-shared/strips/strip.js';
import { shardName } from '../shards.js';
import { classes } from './classes.js';
import type { Part, PictureSample } from './part.js';
import type { StripRecord, WholeFile, WholeSet } from './whole-set.js';

/**
 * An annotation a line, without its number, which counts those of all shards: the picture's number, the class,
 * the box, the area, the picture's height and width and the mask, with blanks between and commas within.
 */
export const cocoPart: Part = {
  name: 'coco',
  isOneFile: true,
  paths: (shard) => [`shards/${shardName(shard)}.coco`],
  piece: (sample) => Buffer.from(annotationsOf(sample).join('')),
};

const annotationsOf = (sample: PictureSample): string[] =>
  [...sample.text].flatMap((character, at) => {
    const box = sample.boxes[at];
    if (!box) return [];
    const counts = runsOf(sample, box, at + 1);
    const picture = Number(sample.key) + 1;
    const category = classes.indexOf(character) + 1;
    const { left, top, width, height } = box;
    const sizes = `${left},${top},${width},${height} ${areaOf(counts)} ${sample.height},${sample.width}`;
    return [`${picture} ${category} ${sizes} ${counts.join()}\n`];
  });

/** A line of a shard as COCO has it. */
function annotationOf(line: string, id: number): string {
  const [picture, category, box, area, size, counts] = line.split(' ');
  const mask = `{"size":[${size}],"counts":[${counts}]}`;
  return `{"id":${id},"image_id":${picture},"category_id":${category},"bbox":[${box}],"area":${area},"iscrowd":0,"segmentation":${mask}}`;
}

/** `annotations/instances_train.json` and so on: each character with its box and its mask. */
export const cocoFiles = ({ splits, records, lines }: WholeSet): WholeFile[] =>
  splits.map((split) => ({
    path: `annotations/instances_${split}.json`,
    content: (async function* () {
      const categories = classes.map((name, at) => ({
        id: at + 1,
        name,
        supercategory: 'character',
      }));
      yield `{"info":{},"licenses":[],"categories":${JSON.stringify(categories)},\n"images":[`;
      let before = '\n';
      for await (const record of records(split)) {
        yield before + JSON.stringify(imageOf(record));
        before = ',\n';
      }
      yield '],\n"annotations":[';
      before = '\n';
      let id = 1;
      for await (const some of lines(cocoPart, split)) {
        yield before + some.map((line) => annotationOf(line, id++)).join(',\n');
        before = ',\n';
      }
      yield ']}\n';
    })(),
  }));

const imageOf = ({ key, width, height, text, baseline }: StripRecord) => ({
  id: Number(key) + 1,
  file_name: `${key}.png`,
  width,
  height,
  text,
  baseline,
});

/**
 * The mask of a character as COCO has it, uncompressed: how many pixels are not its, then how many are, and
 * so on, column by column.
 *
 * @param number of the character, from 1
 */
function runsOf({ width, height, mask }: PictureSample, box: Box, number: number): number[] {
  const counts: number[] = [];
  let inside = false;
  let run = box.left * height;
  for (let x = box.left; x < box.left + box.width; x++) {
    for (let y = 0; y < height; y++) {
      const is = mask[y * width + x] === number;
      if (is !== inside) {
        counts.push(run);
        inside = is;
        run = 0;
      }
      run++;
    }
  }
  const behind = (width - box.left - box.width) * height;
  if (!inside) return [...counts, run + behind];
  return [...counts, run, behind];
}

/** Pixels that are a character's. */
const areaOf = (counts: readonly number[]): number =>
  counts.reduce((sum, count, run) => (run % 2 === 1 ? sum + count : sum), 0);

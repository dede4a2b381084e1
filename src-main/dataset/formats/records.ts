import { shardName } from '../shards.js';
import type { Part, PictureSample } from './part.js';
import { factsOf } from './webdataset.js';
import type { WholeFile, WholeSet } from './whole-set.js';

/**
 * What the files that tell of all strips are made of: one JSON object a line.
 *
 * @param runs whether masks are kept too
 */
export const recordsPart = (runs: boolean): Part => ({
  name: 'records',
  isOneFile: true,
  paths: (shard) => [`shards/${shardName(shard)}.jsonl`],
  piece: (sample) => {
    const record = { key: sample.key, ...factsOf(sample), ...(runs && { runs: runsOf(sample) }) };
    return Buffer.from(`${JSON.stringify(record)}\n`);
  },
});

/**
 * The mask of each character as COCO has it, uncompressed: how many pixels are not its, then how many
 * are, and so on, column by column.
 */
function runsOf({ width, height, mask, boxes }: PictureSample): number[][] {
  return boxes.map((box, at) => {
    if (box === null) return [width * height];
    const counts: number[] = [];
    let inside = false;
    let run = box.left * height;
    for (let x = box.left; x < box.left + box.width; x++) {
      for (let y = 0; y < height; y++) {
        const is = mask[y * width + x] === at + 1;
        if (is !== inside) {
          counts.push(run);
          inside = is;
          run = 0;
        }
        run++;
      }
    }
    const behind = (width - box.left - box.width) * height;
    return inside ? [...counts, run, behind] : [...counts, run + behind];
  });
}

/** All that is known of each strip, a line each. */
export const recordFiles = ({ splits, records }: WholeSet): WholeFile[] =>
  splits.map((split) => ({
    path: `labels_${split}.jsonl`,
    content: (async function* () {
      for await (const record of records(split)) yield `${JSON.stringify(record)}\n`;
    })(),
  }));

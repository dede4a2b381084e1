import { encodeStripPng } from '../encode-png.js';
import { shardName } from '../shards.js';
import type { Part, PictureSample } from './part.js';
import { tarEnd, tarEntries } from './tar.js';

/**
 * Tar files in which those of one strip follow each other: KEY.png, KEY.txt, KEY.json, KEY.mask.png.
 *
 * @see https://github.com/webdataset/webdataset
 */
export const webdatasetPart: Part = {
  name: 'webdataset',
  isOneFile: true,
  paths: (shard) => [`webdataset/digits-${shardName(shard)}.tar`],
  piece: (sample) =>
    tarEntries([
      { name: `${sample.key}.png`, content: sample.png },
      { name: `${sample.key}.txt`, content: Buffer.from(sample.text) },
      { name: `${sample.key}.json`, content: Buffer.from(JSON.stringify(factsOf(sample))) },
      { name: `${sample.key}.mask.png`, content: maskPng(sample) },
    ]),
  end: tarEnd,
};

const maskPng = ({ width, height, mask, text }: PictureSample): Uint8Array =>
  encodeStripPng({ width, height, pixels: mask, levels: text.length + 1 });

/**
 * All that is known of a strip but its pixels. A box is left, top, width and height in pixels; the baseline
 * how far down it lies at the picture's left and right edge.
 */
export const factsOf = ({ text, width, height, boxes, baseline, hand, digits }: PictureSample) => ({
  text,
  width,
  height,
  boxes: boxes.map((box) => box && [box.left, box.top, box.width, box.height]),
  baseline: [hundredths(baseline.left), hundredths(baseline.right)],
  hand,
  digits,
});

const hundredths = (value: number): number => Math.round(100 * value) / 100;

import { encodeStripPng } from '../encode-png.js';
import { shardName } from '../shards.js';
import type { Part, PictureSample } from './part.js';
import { tarEnd, tarEntry } from './tar.js';

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
    Buffer.concat([
      tarEntry(`${sample.key}.png`, sample.png),
      tarEntry(`${sample.key}.txt`, Buffer.from(sample.text)),
      tarEntry(`${sample.key}.json`, Buffer.from(JSON.stringify(factsOf(sample)))),
      tarEntry(`${sample.key}.mask.png`, encodeStripPng({ ...sample, pixels: sample.mask })),
    ]),
  end: tarEnd,
};

/** All that is known of a strip but its pixels. A box is left, top, width and height in pixels. */
export const factsOf = ({ text, width, height, boxes, hand, digits }: PictureSample) => ({
  text,
  width,
  height,
  boxes: boxes.map((box) => box && [box.left, box.top, box.width, box.height]),
  hand,
  digits,
});

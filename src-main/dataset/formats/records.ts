import { shardName } from '../shards.js';
import type { Part } from './part.js';
import { factsOf } from './webdataset.js';
import type { WholeFile, WholeSet } from './whole-set.js';

/** What the files that tell of all strips are made of: one JSON object a line. */
export const recordsPart: Part = {
  name: 'records',
  isOneFile: true,
  paths: (shard) => [`shards/${shardName(shard)}.jsonl`],
  piece: (sample) => Buffer.from(`${JSON.stringify({ key: sample.key, ...factsOf(sample) })}\n`),
};

/** All that is known of each strip, a line each. */
export const recordFiles = ({ splits, lines }: WholeSet): WholeFile[] =>
  splits.map((split) => ({
    path: `labels_${split}.jsonl`,
    content: (async function* () {
      for await (const some of lines(recordsPart, split)) yield `${some.join('\n')}\n`;
    })(),
  }));

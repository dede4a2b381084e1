import { join } from 'node:path';
import type { SplitName } from '../../src-shared/config/data-sets.js';
import { AppError } from '../../src-shared/contract/errors.js';
import { withForeignFile } from '../files/foreign-file.js';
import { parseForeignJson } from '../files/parse-json.js';
import type { Part } from './formats/part.js';
import type { MadeFile, MaskRecord, WholeSet } from './formats/whole-set.js';
import type { Plan } from './plan.js';
import { type Shard, shardName, shardsOf } from './shards.js';

/** Of records that are read at once. */
const pieceBytes = 2 ** 22;
/** Characters of a record; the longest are those with masks. A longer one is damaged. */
const longestRecord = 2 ** 26;

/**
 * What the shards of a data set have written.
 *
 * @param onShard is told each shard that is about to be read; what it throws ends the reading
 */
export function madeFiles(
  folder: string,
  plan: Plan,
  onShard: (shard: Shard) => void,
): Pick<WholeSet, 'records' | 'masks' | 'files'> {
  function* shardsIn(split: SplitName) {
    for (const shard of shardsOf(plan).filter((each) => each.split === split)) {
      onShard(shard);
      yield shard;
    }
  }
  return {
    async *records(split) {
      for (const shard of shardsIn(split)) yield* recordsOf(folder, shard, withoutMasks);
    },
    async *masks(split) {
      for (const shard of shardsIn(split)) yield* recordsOf(folder, shard, (line) => line);
    },
    async *files(part, split) {
      for (const shard of shardsIn(split)) yield fileOf(folder, shard, part);
    },
  };
}

/** A record as it is without them, which are most of it: they stand last, and no text has such quotes. */
function withoutMasks(line: string): string {
  const end = line.lastIndexOf(',"runs":');
  return end < 0 ? line : `${line.slice(0, end)}}`;
}

async function* recordsOf(
  folder: string,
  shard: Shard,
  part: (line: string) => string,
): AsyncGenerator<MaskRecord> {
  const path = join(folder, 'shards', `${shardName(shard)}.jsonl`);
  const invalid = (what: string) => unusable(path)(`${what}; ${mending}`);
  let count = 0;
  for await (const line of linesOf(path, invalid)) {
    yield parseForeignJson(part(line), invalid) as MaskRecord;
    count++;
  }
  if (count !== shard.count) throw invalid(`it has ${count} lines, not ${shard.count}`);
}

/** Of text that may be longer than a string can be. */
async function* linesOf(path: string, invalid: Invalid): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = '';
  for (let from = 0, isMore = true; isMore; from += pieceBytes) {
    const bytes = await readPart(path, { from, count: pieceBytes });
    isMore = bytes.length === pieceBytes;
    const lines = (rest + decoder.decode(bytes, { stream: isMore })).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
    if (rest.length > longestRecord) throw invalid('a line of it is too long');
  }
  if (rest !== '') yield rest;
}

/** @returns fewer bytes where the file ends */
const readPart = (path: string, { from, count }: { from: number; count: number }) =>
  withForeignFile(
    path,
    { maxBytes: Number.POSITIVE_INFINITY, invalid: unusable(path) },
    ({ read }) => read(from, count),
  );

function fileOf(folder: string, shard: Shard, part: Part): MadeFile {
  const path = join(folder, part.paths(shard)[0] ?? '');
  const invalid = unusable(path);
  return {
    count: shard.count,
    read: async (from, count) => {
      const bytes = await readPart(path, { from, count });
      if (bytes.length === count) return bytes;
      throw invalid(`it ends too early; ${mending}`);
    },
  };
}

const mending = 'mend the data set (digits dataset make --check)';

type Invalid = (what: string) => AppError;

const unusable =
  (path: string): Invalid =>
  (what) =>
    new AppError('INVALID_DATA', `${path} can't be used: ${what}.`);

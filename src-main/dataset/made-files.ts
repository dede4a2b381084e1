import { join } from 'node:path';
import type { SplitName } from '../../src-shared/config/data-sets.js';
import { AppError } from '../../src-shared/contract/errors.js';
import { withForeignFile } from '../files/foreign-file.js';
import { parseForeignJson } from '../files/parse-json.js';
import type { Part } from './formats/part.js';
import { recordsPart } from './formats/records.js';
import type { MadeFile, StripRecord, WholeSet } from './formats/whole-set.js';
import type { Plan } from './plan.js';
import { type Shard, shardsOf } from './shards.js';

/** Of records that are read at once. */
const pieceBytes = 2 ** 22;
/** Characters of a line; the longest are those with masks. A longer one is damaged. */
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
): Pick<WholeSet, 'records' | 'lines' | 'files'> {
  function* shardsIn(split: SplitName) {
    for (const shard of shardsOf(plan).filter((each) => each.split === split)) {
      onShard(shard);
      yield shard;
    }
  }
  return {
    async *records(split) {
      for (const shard of shardsIn(split)) yield* recordsOf(folder, shard);
    },
    async *lines(part, split) {
      for (const shard of shardsIn(split)) {
        const path = pathOf(folder, shard, part);
        yield* linesOf(path, mendable(path));
      }
    },
    async *files(part, split) {
      for (const shard of shardsIn(split)) yield fileOf(folder, shard, part);
    },
  };
}

/** The one file that a part has of a shard. */
const pathOf = (folder: string, shard: Shard, part: Part): string =>
  join(folder, part.paths(shard)[0] ?? '');

async function* recordsOf(folder: string, shard: Shard): AsyncGenerator<StripRecord> {
  const path = pathOf(folder, shard, recordsPart);
  const invalid = mendable(path);
  let count = 0;
  for await (const some of linesOf(path, invalid)) {
    for (const line of some) yield parseForeignJson(line, invalid) as StripRecord;
    count += some.length;
  }
  if (count !== shard.count) throw invalid(`it has ${count} lines, not ${shard.count}`);
}

/** Of text that may be longer than a string can be: those that were read at once. */
async function* linesOf(path: string, invalid: Invalid): AsyncGenerator<string[]> {
  const decoder = new TextDecoder();
  let rest = '';
  for (let from = 0, isMore = true; isMore; from += pieceBytes) {
    const bytes = await readPart(path, { from, count: pieceBytes });
    isMore = bytes.length === pieceBytes;
    const lines = (rest + decoder.decode(bytes, { stream: isMore })).split('\n');
    rest = lines.pop() ?? '';
    if (lines.length > 0) yield lines;
    if (rest.length > longestRecord) throw invalid('a line of it is too long');
  }
  if (rest !== '') yield [rest];
}

/** @returns fewer bytes where the file ends */
const readPart = (path: string, { from, count }: { from: number; count: number }) =>
  withForeignFile(
    path,
    { maxBytes: Number.POSITIVE_INFINITY, invalid: unusable(path) },
    ({ read }) => read(from, count),
  );

function fileOf(folder: string, shard: Shard, part: Part): MadeFile {
  const path = pathOf(folder, shard, part);
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

const mendable =
  (path: string): Invalid =>
  (what) =>
    unusable(path)(`${what}; ${mending}`);

const unusable =
  (path: string): Invalid =>
  (what) =>
    new AppError('INVALID_DATA', `${path} can't be used: ${what}.`);

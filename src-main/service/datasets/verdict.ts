import { relative } from 'node:path';
import type { DatasetVerdict } from '../../../src-shared/contract/data-sets.js';
import type { VerifiedState } from '../../dataset/inspect-dataset.js';

/** Sentences that are told of many. */
const mostProblems = 10;

/** What reading every byte of a data set found, for a person. */
export function verdictOf(folder: string, state: VerifiedState): DatasetVerdict {
  const { missing, damaged, damagedFiles, damagedInputs, finished, whole } = state;
  const within = (path: string) => relative(folder, path);
  const isUnfinished = missing.length === 0 && damaged.length === 0 && !finished;
  const problems = [
    ...damagedInputs.map(
      (path) =>
        `${within(path)} is not the one that the data set was planned with: put that back in its place.`,
    ),
    ...(missing.length === 0 ? [] : [missingWords(missing.length)]),
    ...(isUnfinished ? ['What tells of all strips has not been written yet.'] : []),
    ...damaged.map(({ shard, path }) => `The shard ${shard} is damaged (${within(path)}).`),
    ...damagedFiles.map((path) => `${within(path)} is damaged.`),
  ];
  return {
    at: new Date().toISOString(),
    whole,
    missing: missing.length,
    damaged: damaged.length,
    problems: problems.slice(0, mostProblems),
    // Strips are made of them: nothing else can bring them back.
    mendable: !whole && damagedInputs.length === 0,
  };
}

const missingWords = (count: number): string =>
  count === 1
    ? 'One shard is not made yet.'
    : `${count.toLocaleString('en-US')} shards are not made yet.`;

import type { Architecture } from '../../../src-shared/networks/architecture.js';
import { type Condition, inputLength } from '../../../src-shared/networks/condition.js';

/** What is wrong with the metadata of a generator that knows labels, or null. */
export function checkCondition(condition: Condition, architecture: Architecture): string | null {
  const { noiseDim, handDim, labels, allographs } = condition;
  const length = architecture.inputShape[0] ?? 0;
  if (architecture.name !== 'generator') return 'only a generator can be asked for labels';
  if (labels.some((label, i) => i > 0 && label <= (labels[i - 1] ?? 0))) {
    return 'the labels in its metadata are not in ascending order';
  }
  if (allographs && !isWhole(allographs, labels.length)) {
    return 'the allographs in its metadata are not as many for each label, with an image in one of them';
  }
  if (handDim > noiseDim) {
    return `its metadata gives the hand ${handDim} of ${noiseDim} numbers`;
  }
  return length === inputLength(condition)
    ? null
    : `it takes ${length} numbers, but its metadata speaks of ${inputLength(condition)}`;
}

const isWhole = (allographs: NonNullable<Condition['allographs']>, labelCount: number): boolean =>
  allographs.length === labelCount &&
  allographs.every(
    (counts) =>
      counts.length === allographs[0]?.length && counts.reduce((sum, count) => sum + count, 0) > 0,
  );

import { type SplitName, splitNames } from '../../../src-shared/config/data-sets.js';
import type { DatasetSummary } from '../../../src-shared/contract/data-sets.js';
import { formatBytes, formatCount, formatInteger, formatTimeLeft } from '../../format.js';

export const stateWords: Readonly<Record<DatasetSummary['state'], string>> = {
  waiting: 'Waiting',
  making: 'Being made',
  checking: 'Being checked',
  finishing: 'Being finished',
  paused: 'Paused',
  cancelled: 'Cancelled',
  failed: 'Failed',
  interrupted: 'Interrupted',
  finished: 'Finished',
  broken: 'Broken',
};

const partWords: Readonly<Record<SplitName, string>> = {
  train: 'training',
  val: 'validation',
  test: 'test',
};

/** "4,500 training, 250 validation, 250 test" */
export const splitWords = (split: Readonly<Record<SplitName, number>>): string =>
  splitNames
    .filter((name) => split[name] > 0)
    .map((name) => `${formatInteger(split[name])} ${partWords[name]}`)
    .join(', ');

/** How many strips there are, of how many where some are missing: "5,000 strips", "1,000 of 5,000 strips". */
export const stripsWords = ({ done, total, state }: DatasetSummary): string =>
  state === 'finished' || done === total
    ? formatCount(total, 'strip')
    : `${formatInteger(done)} of ${formatCount(total, 'strip')}`;

/** "1,000 of 5,000 strips · 1,200 a second · 3 sec left" */
export function progressWords({ done, total, perSecond, secondsLeft }: DatasetSummary): string {
  const speed = perSecond === null ? [] : [`${formatInteger(perSecond)} a second`];
  const left = secondsLeft === null ? [] : [formatTimeLeft(Math.max(1, secondsLeft))];
  const strips = `${formatInteger(done)} of ${formatCount(total, 'strip')}`;
  return [strips, ...speed, ...left].join(' · ');
}

/** "5,000 strips · 21 MB" */
export const sizeWords = (set: DatasetSummary): string =>
  [stripsWords(set), ...(set.bytes ? [formatBytes(set.bytes)] : [])].join(' · ');

/** What deleting does with it. */
export function deletionWords(
  { place, folder, done }: Pick<DatasetSummary, 'place' | 'folder' | 'done'>,
  shell: 'desktop' | 'browser',
): string {
  const what = place === 'opened' ? `The folder ${folder}` : 'Its folder';
  const bin = shell === 'desktop' ? 'the bin' : 'the bin of the computer that runs this program';
  return `${what} with ${formatCount(done, 'strip')} goes to ${bin}. You can have it back from there.`;
}

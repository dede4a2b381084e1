import type { HistoryRow } from '../../../src-shared/contract/run-views.js';
import type { RunRecord } from '../../../src-shared/contract/runs.js';
import { isBetter } from '../../../src-shared/quality/best-epoch.js';
import {
  type ClassVariety,
  type Collapse,
  findCollapse,
} from '../../../src-shared/quality/collapse.js';

/**
 * What has happened to the generator by the last of some epochs, in words that say what to do, and
 * whether that is new; null while its digits vary.
 *
 * @param record best: the best of the epochs before
 * @param expected what digits as good as those learnt from are taken for; left out, all classes alike
 */
export function collapseNews(
  epochs: readonly HistoryRow[],
  { best }: Pick<RunRecord, 'best'>,
  expected?: ClassVariety,
): { readonly message: string; readonly isNew: boolean } | null {
  const collapse = findCollapse(epochs, expected);
  if (collapse === null) return null;
  const last = epochs.findLast(({ quality }) => quality !== null);
  const epoch = last?.epoch ?? 0;
  const kept =
    best === null || (last?.quality && isBetter(last.quality, best))
      ? ''
      : ` The generator of epoch ${best.epoch}, the best so far, is kept in the folder best.`;
  return {
    message: `${whatHappened(collapse, epoch)} If the next epochs are no better, stop the training and begin anew with another seed or a smaller learning rate.${kept}`,
    isNew: collapse.isNew,
  };
}

function whatHappened(collapse: Collapse, epoch: number): string {
  switch (collapse.kind) {
    case 'class':
      return `The generator has collapsed: after epoch ${epoch}, ${percent(collapse.share)} of its digits are taken for a ${collapse.digit}.`;
    case 'entropy':
      return `The generator is collapsing: after epoch ${epoch}, the entropy of its digits' classes is ${percent(collapse.entropy)} of what it can be (${percent(collapse.highest)} at its highest).`;
    default:
      return collapse satisfies never;
  }
}

const percent = (share: number): string => `${(100 * share).toFixed(0)}%`;

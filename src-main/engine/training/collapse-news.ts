import type { HistoryRow } from '../../../src-shared/contract/run-views.js';
import type { RunRecord } from '../../../src-shared/contract/runs.js';
import { isBetter } from '../../../src-shared/quality/best-epoch.js';
import {
  type ClassVariety,
  type Collapse,
  findCollapse,
} from '../../../src-shared/quality/collapse.js';
import { percent } from '../../../src-shared/text/percent.js';

/**
 * What has happened to the generator by the last of some epochs, in words that say what to do, and
 * whether that is new; null while its digits vary.
 *
 * @param record best: the best of the epochs before
 * @param expected what digits as good as those learnt from are taken for; null where the recogniser can't
 *   read those, and then what it takes others for tells no collapse
 */
export function collapseNews(
  epochs: readonly HistoryRow[],
  { best }: Pick<RunRecord, 'best'>,
  expected: ClassVariety | null,
): { readonly message: string; readonly isNew: boolean } | null {
  const collapse = expected && findCollapse(epochs, expected);
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
      return `The generator has collapsed: after epoch ${epoch}, ${percent(collapse.share, 0)} of its digits are taken for a ${collapse.digit}.`;
    case 'entropy':
      return `The generator is collapsing: after epoch ${epoch}, the entropy of its digits' classes is ${percent(collapse.entropy, 0)} of what it can be (${percent(collapse.highest, 0)} at its highest).`;
    default:
      return collapse satisfies never;
  }
}

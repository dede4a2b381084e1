import { classCount } from '../../../src-shared/networks/classifiers.js';
import type { Condition } from '../../../src-shared/networks/condition.js';

/**
 * What digit i of a seed's series is asked for, where a recogniser of digits can tell whether it is: null
 * for a generator that is not asked, and for labels that are no digits.
 */
export const askedLabels = (condition: Condition | null): ((i: number) => number) | null =>
  condition?.labels.every((label) => label < classCount)
    ? (i) => condition.labels[i % condition.labels.length] ?? 0
    : null;

/** Share of digits that are taken for what they were asked for. @param classes [n], what they are taken for */
export const agreement = (classes: Uint8Array, labelOf: (i: number) => number): number =>
  classes.reduce((sum, found, i) => sum + (found === labelOf(i) ? 1 : 0), 0) / classes.length;

/** The same for the digits of each label, ascending. */
export function agreementByLabel(classes: Uint8Array, labelOf: (i: number) => number) {
  const labels = Array.from(classes, (_, i) => labelOf(i));
  const known = [...new Set(labels)].sort((a, b) => a - b);
  return known.map((label) => {
    const found = classes.filter((_, i) => labels[i] === label);
    return { label, agreement: agreement(found, () => label) };
  });
}

import { expect, it } from 'vitest';
import { agreement, askedLabels } from '../../../../src-main/engine/quality/agreement.js';
import { evenlyPlaced } from '../../../../src-main/engine/quality/evenly.js';
import { conditionOf } from '../../../../src-shared/networks/condition.js';

it('asks for one label after the other', () => {
  const labelOf = askedLabels(conditionOf(10, [1, 4, 7]));
  expect([0, 1, 2, 3, 100].map((i) => labelOf?.(i))).toEqual([1, 4, 7, 1, 4]);
});

it('asks for nothing of a gan, nor where a label is no digit', () => {
  expect(askedLabels(null)).toBeNull();
  expect(askedLabels(conditionOf(10, [1, 9, 10]))).toBeNull();
  expect(askedLabels(conditionOf(10, [9]))?.(3)).toBe(9);
});

it('is the share of digits that are taken for what they should be', () => {
  const labelOf = (i: number) => i % 2;
  expect(agreement(Uint8Array.of(0, 1, 0, 1), labelOf)).toBe(1);
  expect(agreement(Uint8Array.of(0, 1, 1, 3), labelOf)).toBe(0.5);
  expect(agreement(Uint8Array.of(5, 5), labelOf)).toBe(0);
});

it('takes places evenly from all there are', () => {
  expect(evenlyPlaced(10, 4)).toEqual([0, 2, 5, 7]);
  expect(evenlyPlaced(3, 4)).toEqual([0, 1, 2]);
});

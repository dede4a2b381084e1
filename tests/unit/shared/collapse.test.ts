import { expect, it } from 'vitest';
import { collapsedClass } from '../../../src-shared/quality/collapse.js';

const shares = (digit: number, share: number): number[] =>
  Array.from({ length: 10 }, (_, i) => (i === digit ? share : (1 - share) / 9));

it('a class above half of the digits is a collapse, half itself is none', () => {
  expect(collapsedClass(shares(1, 0.51))).toBe(1);
  expect(collapsedClass(shares(9, 1))).toBe(9);
  expect(collapsedClass(shares(0, 0.9))).toBe(0);
  expect(collapsedClass(shares(1, 0.5))).toBeNull();
  expect(collapsedClass(shares(1, 0.1))).toBeNull();
});

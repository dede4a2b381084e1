import { describe, expect, it } from 'vitest';
import { formatDecimal, formatPercent } from '../../../src-renderer/format.js';
import {
  type GridRequest,
  gridAlt,
  gridFileName,
  gridScale,
  missingWords,
  rowsAreHands,
} from '../../../src-renderer/screens/digits/grid.js';

const request: GridRequest = {
  model: 'first',
  rows: 4,
  columns: 8,
  seed: 7,
  legibility: null,
  rejected: false,
  order: 'series',
};
const chosen: GridRequest = {
  ...request,
  classes: [1, 3, 8],
  legibility: 0.95,
  order: 'confidence',
};

const hands: GridRequest = { ...request, rows: 10, columns: 10, slant: 1.5, strokeWidth: null };

describe('the grid of digits', () => {
  it('is saved under a name that says how to have it again', () => {
    expect(gridFileName(request)).toBe('digits-4x8-seed-7.png');
    expect(gridFileName(chosen)).toBe(
      'digits-4x8-seed-7-only-138-legibility-0.95-surest-first.png',
    );
    expect(gridFileName({ ...request, legibility: 0.5, rejected: true })).toBe(
      'digits-4x8-seed-7-below-0.5.png',
    );
    expect(gridFileName(hands)).toBe('digits-10x10-seed-7-slant-1.5.png');
  });

  it('is described in words', () => {
    expect(gridAlt({ request, found: 32 }, 'evening')).toBe(
      '32 handwritten digits in 4 rows and 8 columns, drawn by evening with seed 7',
    );
    expect(gridAlt({ request: { ...request, rows: 1, columns: 1 }, found: 1 }, 'evening')).toMatch(
      /^1 handwritten digit in 1 row and 1 column,/,
    );
    expect(gridAlt({ request: chosen, found: 5 }, 'evening')).toBe(
      `5 handwritten digits (only 1, 3 and 8, at least ${formatPercent(0.95)} sure, the surest first) in 4 rows and 8 columns, drawn by evening with seed 7`,
    );
  });

  it('has a hand in each row of a model that knows hands, while nothing else orders it', () => {
    expect(gridAlt({ request: hands, found: 100 }, 'evening')).toBe(
      `100 handwritten digits (slant ${formatDecimal(1.5, 1)} leaning right) in 10 rows and 10 columns, a hand in each row, drawn by evening with seed 7`,
    );
    expect(rowsAreHands(hands)).toBe(true);
    expect(rowsAreHands({ ...hands, order: 'confidence' })).toBe(false);
    expect(rowsAreHands({ ...hands, legibility: 0.9, rejected: true })).toBe(false);
    expect(rowsAreHands(request)).toBe(false);
  });

  it('says what was not found', () => {
    expect(missingWords(chosen)).toBe(`1, 3 or 8 that is at least ${formatPercent(0.95)} sure`);
    expect(missingWords({ ...request, classes: [4] })).toBe('4');
    expect(missingWords({ ...request, legibility: 0.5, rejected: true })).toBe(
      `digit that is less than ${formatPercent(0.5)} sure`,
    );
  });

  it('is magnified by whole numbers, shrunk to the room, and never taller than a screen', () => {
    expect(gridScale({ width: 224, height: 112 }, 800)).toBe(3);
    expect(gridScale({ width: 896, height: 112 }, 448)).toBe(0.5);
    expect(gridScale({ width: 28, height: 896 }, 800)).toBe(1);
    expect(gridScale({ width: 28, height: 28 }, 800)).toBe(6);
  });
});

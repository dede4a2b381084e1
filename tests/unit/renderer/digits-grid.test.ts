import { describe, expect, it } from 'vitest';
import { gridAlt, gridFileName, gridScale } from '../../../src-renderer/screens/digits/grid.js';

const request = { model: 'first', rows: 4, columns: 8, seed: 7 };

describe('the grid of digits', () => {
  it('is saved under a name that says how to have it again', () => {
    expect(gridFileName(request)).toBe('digits-4x8-seed-7.png');
  });

  it('is described in words', () => {
    expect(gridAlt(request, 'evening')).toBe(
      '32 handwritten digits in 4 rows and 8 columns, drawn by evening with seed 7',
    );
    expect(gridAlt({ ...request, rows: 1, columns: 1 }, 'evening')).toMatch(
      /^1 handwritten digit in 1 row and 1 column,/,
    );
  });

  it('is magnified by whole numbers, shrunk to the room, and never taller than a screen', () => {
    expect(gridScale({ width: 224, height: 112 }, 800)).toBe(3);
    expect(gridScale({ width: 896, height: 112 }, 448)).toBe(0.5);
    expect(gridScale({ width: 28, height: 896 }, 800)).toBe(1);
    expect(gridScale({ width: 28, height: 28 }, 800)).toBe(6);
  });
});

import { describe, expect, it } from 'vitest';
import { moveInGrid } from '../../../src-renderer/screens/digits/move-in-grid.js';

/** Two rows of four and one of two:  0 1 2 3 / 4 5 6 7 / 8 9 */
const move = (key: string, from: number, ctrlKey = false) =>
  moveInGrid({ key, ctrlKey, altKey: false, metaKey: false }, { from, columns: 4, cells: 10 });

describe('moveInGrid', () => {
  it('goes to the neighbours', () => {
    expect(['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown'].map((key) => move(key, 5))).toEqual([
      4, 6, 1, 9,
    ]);
  });

  it('stays where there is no neighbour', () => {
    expect(move('ArrowLeft', 4)).toBe(4);
    expect(move('ArrowRight', 3)).toBe(3);
    expect(move('ArrowUp', 2)).toBe(2);
    expect(move('ArrowDown', 6)).toBe(6);
    expect(move('ArrowRight', 9)).toBe(9);
  });

  it('goes to the ends of the row and, with Control, of the whole', () => {
    expect(move('Home', 6)).toBe(4);
    expect(move('End', 8)).toBe(9);
    expect(move('Home', 6, true)).toBe(0);
    expect(move('End', 6, true)).toBe(9);
  });

  it('leaves all other keys alone', () => {
    expect(move('Tab', 5)).toBeNull();
    expect(move('ArrowLeft', 5, true)).toBeNull();
  });
});

import { describe, expect, it } from 'vitest';
import {
  noneRedrawn,
  noteUsed,
  redo,
  redraw,
  replacedDigits,
  undo,
} from '../../../src-renderer/screens/numbers/redrawn-digits.js';

/** Four digits as the series begins, the third of them empty. */
const fresh = noteUsed(noneRedrawn('n'), [{ index: 0 }, { index: 1 }, { index: 3 }, { index: 4 }]);

describe('redrawn digits', () => {
  it('takes the next digit of the series that the number has not used', () => {
    const twice = redraw(redraw(fresh, 2), 0);
    expect(replacedDigits(twice)).toEqual([
      { position: 2, index: 5 },
      { position: 0, index: 6 },
    ]);
  });

  it('keeps what came before in the same place, so that it can come back', () => {
    expect(replacedDigits(redraw(redraw(fresh, 1), 1))).toEqual([
      { position: 1, index: 5 },
      { position: 1, index: 6 },
    ]);
  });

  it('never names more than the program takes, and drops only what a later digit covers', () => {
    let many = redraw(fresh, 3);
    for (let press = 0; press < 1_200; press++) many = redraw(many, press % 3);
    const replaced = replacedDigits(many);
    expect(replaced).toHaveLength(1_000);
    expect(replaced[0]).toEqual({ position: 3, index: 5 });
    expect(replaced.at(-1)).toEqual({ position: 2, index: 5 + 1_200 });
  });

  it('skips what came instead of an empty digit', () => {
    const drawn = noteUsed(redraw(fresh, 1), [{ index: 0 }, { index: 9 }]);
    expect(replacedDigits(redraw(drawn, 3))).toContainEqual({ position: 3, index: 10 });
  });

  it('takes back and does again, in order', () => {
    const twice = redraw(redraw(fresh, 1), 1);
    const once = undo(twice);
    expect(replacedDigits(once)).toEqual([{ position: 1, index: 5 }]);
    expect(replacedDigits(undo(once))).toEqual([]);
    expect(redo(redo(undo(once)))).toEqual(twice);
    expect(undo(undo(undo(twice)))).toEqual(undo(undo(twice)));
    expect(redo(twice)).toEqual(twice);
  });

  it('draws a new digit after an undo, and forgets the one taken back', () => {
    const other = redraw(undo(redraw(fresh, 1)), 1);
    expect(replacedDigits(other)).toEqual([{ position: 1, index: 6 }]);
    expect(redo(other)).toEqual(other);
  });
});

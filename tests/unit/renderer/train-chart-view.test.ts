import { describe, expect, it } from 'vitest';
import {
  elementsOf,
  keptView,
  moved,
  shownView,
  zoomed,
} from '../../../src-renderer/screens/train/chart-view.js';

describe('the view of the loss chart', () => {
  it('shows all steps, also later ones, until it is zoomed', () => {
    expect(shownView(null, 40)).toEqual({ from: 0, to: 40 });
    expect(shownView(null, 50)).toEqual({ from: 0, to: 50 });
    expect(shownView({ from: 3, to: 9 }, 50)).toEqual({ from: 3, to: 9 });
    expect(shownView(null, 0)).toEqual({ from: 0, to: 1 });
  });

  it('zooms around its middle and back out to all', () => {
    const near = zoomed(null, { steps: 1000, factor: 0.5 });
    expect(near).toEqual({ from: 250, to: 750 });
    expect(zoomed(near, { steps: 1000, factor: 2 })).toBeNull();
  });

  it('comes no closer than 20 steps', () => {
    expect(zoomed({ from: 100, to: 130 }, { steps: 1000, factor: 0.1 })).toEqual({
      from: 113.5,
      to: 133.5,
    });
    expect(zoomed(null, { steps: 12, factor: 0.5 })).toBeNull();
  });

  it('moves by a part of its width and stays within the steps', () => {
    expect(moved({ from: 400, to: 500 }, { steps: 1000, part: 0.25 })).toEqual({
      from: 425,
      to: 525,
    });
    expect(moved({ from: 10, to: 110 }, { steps: 1000, part: -0.25 })).toEqual({
      from: 0,
      to: 100,
    });
    expect(keptView({ from: 950, to: 1050 }, 1000)).toEqual({ from: 900, to: 1000 });
    expect(moved(null, { steps: 1000, part: 1 })).toBeNull();
  });

  it('draws one step beyond either side', () => {
    expect(elementsOf({ from: 10, to: 20 }, 100)).toEqual({ from: 8, to: 21 });
    expect(elementsOf({ from: 0, to: 100 }, 100)).toEqual({ from: 0, to: 100 });
    expect(elementsOf({ from: 0, to: 1 }, 0)).toEqual({ from: 0, to: 0 });
  });
});

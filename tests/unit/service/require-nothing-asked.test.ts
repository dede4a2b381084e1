import { expect, it } from 'vitest';
import { requireNothingAsked } from '../../../src-main/service/drawing/require-nothing-asked.js';

it('lets pass what any model can be asked', () => {
  expect(() => requireNothingAsked({})).not.toThrow();
  const open = { labels: undefined, hand: null, slant: null, strokeWidth: undefined };
  expect(() => requireNothingAsked(open)).not.toThrow();
});

it.each([
  [{ labels: [3] }, 'labels'],
  [{ hand: 0 }, 'a hand'],
  [{ hand: 'each' as const }, 'a hand'],
  [{ slant: 0 }, 'a slant'],
  [{ strokeWidth: -1 }, 'a stroke width'],
  [{ hand: 3, slant: 1, strokeWidth: 0 }, 'a hand, a slant, a stroke width'],
])('refuses %j in words', (asked, what) => {
  expect(() => requireNothingAsked(asked)).toThrow(
    expect.objectContaining({
      code: 'INVALID_MODEL',
      message: expect.stringContaining(
        `can't be asked for ${what}: it was trained on images alone`,
      ),
    }),
  );
});

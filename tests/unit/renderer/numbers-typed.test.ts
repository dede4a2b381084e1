import { describe, expect, it } from 'vitest';
import { typedProblem } from '../../../src-renderer/screens/numbers/typed-number.js';
import { plainNumberText } from '../../../src-shared/config/number-text.js';

describe('a typed number', () => {
  it.each(['48213', '007', '3.14', '12/05/1987', '1 234,5', '-5', '10:30', '(030) 4', '$5'])(
    '%s is good',
    (typed) => {
      expect(typedProblem(typed)).toBeNull();
      expect(plainNumberText(typed)).toBe(typed);
    },
  );

  it('may be pasted with the dashes and blanks of typesetting', () => {
    expect(plainNumberText('\u22121\u202f234\u2013\u00a05')).toBe('-1 234- 5');
    expect(typedProblem('\u22121\u202f234')).toBeNull();
  });

  it.each([
    ['12a', /^The number can hold the digits .*"a" \(U\+0061\) at place 3.*\.$/],
    ['', /^The number must hold at least one digit\.$/],
    ['-', /^The number must hold at least one digit\.$/],
    ['1'.repeat(1_001), /^The number must have at most 1,000 characters, not 1,001\.$/],
  ])('%.5s is refused with the reason', (typed, reason) => {
    expect(typedProblem(typed)).toMatch(reason);
  });
});

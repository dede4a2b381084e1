import { expect, test } from 'vitest';
import { barLine } from '../../../src-main/cli/terminal/progress.js';

const text = 'epoch 12/20 · step 11,256';

test('the bar shrinks, and goes, before the text is cut', () => {
  const line = (columns: number) => barLine({ share: 0.5, text, columns });
  expect(line(80)).toBe(`██████████░░░░░░░░░░ ${text}`);
  expect(line(37)).toBe(`█████░░░░░ ${text}`);
  expect(line(32)).toBe(`███░░ ${text}`);
  expect(line(30)).toBe(text);
  expect(line(20)).toBe(text.slice(0, 19));
});

import { expect, test } from 'vitest';
import { barLine } from '../../../src-main/cli/terminal/progress.js';
import { stepWays } from '../../../src-main/cli/training/training-report.js';

const text = 'epoch 12/20 · step 11,256';

test('the bar shrinks, and goes, before the text is cut', () => {
  const line = (columns: number) => barLine({ share: 0.5, text, columns });
  expect(line(80)).toBe(`██████████░░░░░░░░░░ ${text}`);
  expect(line(37)).toBe(`█████░░░░░ ${text}`);
  expect(line(32)).toBe(`███░░ ${text}`);
  expect(line(30)).toBe(text);
  expect(line(20)).toBe(text.slice(0, 19));
});

test('on a narrow terminal the losses go first, and the time that is left never', () => {
  const parts = { epoch: 2, epochs: 20, step: 1_876, imagesPerSecond: 812, secondsLeft: 190 };
  const ways = stepWays({ ...parts, losses: 'G 0.800 D 1.200' });
  const line = (columns: number) => barLine({ share: 0.5, text: ways, columns });
  expect(line(100)).toContain('epoch 2/20 · step 1,876 · G 0.800 D 1.200 · 812 images/s · 3 min');
  expect(line(66)).toBe('███░░ epoch 2/20 · step 1,876 · 812 images/s · 3 min 10 s left');
  expect(line(60)).toBe('█████░░░░░ epoch 2/20 · 812 images/s · 3 min 10 s left');
  expect(line(20)).toBe('3 min 10 s left');
});

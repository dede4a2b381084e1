import { expect, test } from 'vitest';
import { createProgressLine, formatProgress } from '../../../src-main/setup/progress-line.mjs';

const downloading = { phase: 'downloading' as const, text: 'Downloading', total: 200e6 };

test('a step with known bytes says share, bytes and time left', () => {
  expect(formatProgress({ text: 'Downloading', done: 50e6, total: 200e6, seconds: 10 })).toBe(
    'Downloading █████░░░░░░░░░░░░░░░ 25% · 50 MB of 200 MB · 30 s left',
  );
  expect(formatProgress({ text: 'Downloading', done: 1e6, total: 200e6, seconds: 1.5 })).toContain(
    '4 min 59 s left',
  );
  expect(formatProgress({ text: 'Downloading', done: 0, total: 200e6, seconds: 5 })).not.toContain(
    'left',
  );
  expect(formatProgress({ text: 'Compiling', done: 0, total: 0, seconds: 5 })).toBe('Compiling …');
});

test('elsewhere than on a terminal there is one plain line a step', () => {
  const written: string[] = [];
  const line = createProgressLine({ write: (text) => written.push(text) });
  for (const done of [0, 1e6, 2e6]) line.show({ ...downloading, done });
  line.show({ phase: 'compiling', text: 'Compiling', done: 0, total: 0 });
  line.clear();
  expect(written).toEqual(['Downloading …\n', 'Compiling …\n']);
});

test('on a terminal the line is redrawn ten times a second and never wraps', () => {
  const written: string[] = [];
  let now = 0;
  const stream = { write: (text: string) => written.push(text), isTTY: true, columns: 40 };
  const line = createProgressLine(stream, { now: () => now });
  for (; now < 1000; now += 10) line.show({ ...downloading, done: now * 1000 });
  line.clear();
  const drawn = written.filter((text) => text.startsWith('Downloading'));
  expect(drawn).toHaveLength(10);
  expect(Math.max(...drawn.map((text) => text.length))).toBeLessThan(40);
  expect(written.at(-1)).toBe('\r\u001b[K');
});

import { describe, expect, it } from 'vitest';
import { costRemarks, costWords } from '../../../src-renderer/screens/datasets/cost-words.js';
import {
  deletionWords,
  progressWords,
  splitWords,
  stripsWords,
} from '../../../src-renderer/screens/datasets/set-words.js';
import { stringsWords } from '../../../src-renderer/screens/datasets/strings-words.js';
import { spanOf } from '../../../src-renderer/screens/datasets/style-span.js';
import type { DatasetSummary } from '../../../src-shared/contract/data-sets.js';

it('counts numbers, and tells about how many where nobody could count them', () => {
  expect(stringsWords(1n)).toBe('1 number');
  expect(stringsWords(99_999n)).toBe('99,999 numbers');
  expect(stringsWords(10n ** 26n)).toBe('10²⁶ numbers');
  expect(stringsWords(1_234n * 10n ** 17n)).toBe('1.2 × 10²⁰ numbers');
});

describe('words of a data set', () => {
  const set = {
    ...{ name: 'dates', state: 'making', done: 1_000, total: 5_000, place: 'data' },
    ...{ perSecond: 1_234.4, secondsLeft: 3.2 },
  } as DatasetSummary;

  it('say how far it is', () => {
    expect(progressWords(set)).toBe('1,000 of 5,000 strips · 1,234 a second · 3 sec left');
    expect(progressWords({ ...set, perSecond: null, secondsLeft: null })).toBe(
      '1,000 of 5,000 strips',
    );
    expect(stripsWords({ ...set, state: 'finished', done: 5_000 })).toBe('5,000 strips');
  });

  it('say what its parts are, and what deleting does', () => {
    expect(splitWords({ train: 4_500, val: 0, test: 500 })).toBe('4,500 training, 500 test');
    expect(deletionWords(set, 'browser')).toMatch(/^Its folder with 1,000 strips goes to the bin/);
  });

  it('say what it costs, and when there is no room', () => {
    const costs = { strings: '9', split: { train: 1, val: 0, test: 0 }, remarks: ['Few.'] };
    const known = { ...costs, bytes: 21_000_000, freeBytes: 20_000_000, seconds: 0.2 };
    expect(costWords(known)).toBe('About 21 MB, made in about 1 sec.');
    expect(costRemarks(known)).toEqual([
      'Few.',
      expect.stringMatching(/^There is room for 20 MB only/),
    ]);
    expect(costRemarks({ ...known, freeBytes: null })).toEqual(['Few.']);
  });
});

it('spans what the styles of a mixed one have', () => {
  expect(
    spanOf([
      { min: 1, max: 4 },
      { min: -2, max: 3 },
    ]),
  ).toEqual({
    min: -2,
    max: 4,
    differs: true,
  });
  expect(spanOf([0.2])).toEqual({ min: 0.2, max: 0.2, differs: false });
});

import { expect, test } from 'vitest';
import { rangesApart } from '../../../src-main/dataset/apart.js';
import { stringAt } from '../../../src-shared/grammar/string-at.js';
import { prepared } from './prepared.js';

const draws = (line: string, count: number, seed = 1): string[] => {
  const grammar = prepared(line);
  return Array.from({ length: count }, (_, i) => stringAt(grammar, i, { seed }));
};

/** How often each comes, as a share. */
function shares(texts: readonly string[]): Record<string, number> {
  const all: Record<string, number> = {};
  for (const text of texts) all[text] = (all[text] ?? 0) + 1 / texts.length;
  return all;
}

test('without weights no number comes again before all have been, then in the same order', () => {
  const texts = draws('[1-5]\\d', 100, 9);
  expect(new Set(texts.slice(0, 50)).size).toBe(50);
  expect(texts.slice(50)).toEqual(texts.slice(0, 50));
  expect(texts.slice(0, 50)).not.toEqual(draws('[1-5]\\d', 50, 10));
});

test('string i is the same on every machine', () => {
  const at = (line: string, seed: number) => draws(line, 3, seed);
  expect([
    at('{amount}', 3),
    at('\\d{40}', 7),
    at('{1..1000000:benford}', 7),
    at('1@3|[2-4]\\d', 5),
  ]).toMatchInlineSnapshot(`
    [
      [
        "54,274.29",
        "4,699.74",
        "65,894.45",
      ],
      [
        "9123529928788770520165660193508851766027",
        "3561017518074322222635416151575449771965",
        "8725851968491032298558134352746646199463",
      ],
      [
        "99662",
        "1",
        "17",
      ],
      [
        "37",
        "1",
        "1",
      ],
    ]
  `);
});

test('weights say how often an alternative is drawn', () => {
  const found = shares(draws('1@6|2@3|3', 4_000));
  expect(found['1']).toBeCloseTo(0.6, 1);
  expect(found['2']).toBeCloseTo(0.3, 1);
  expect(found['3']).toBeCloseTo(0.1, 1);
  // Whatever there is of each.
  const lengths = shares(draws('\\d@1|\\d{3}@1', 2_000).map(({ length }) => String(length)));
  expect(lengths['1']).toBeCloseTo(0.5, 1);
});

test('weights lie in brackets, repeats and parts too, and a choice without weights takes every number alike', () => {
  const pairs = shares(draws('(1@3|2@1){2}', 4_000));
  expect(pairs['11']).toBeCloseTo(9 / 16, 1);
  expect(pairs['22']).toBeCloseTo(1 / 16, 1);
  const mixed = shares(draws('1(8@1|9@3)|2\\d|3', 4_000).map((text) => text.charAt(0)));
  expect(mixed['1']).toBeCloseTo(2 / 13, 1);
  expect(mixed['2']).toBeCloseTo(10 / 13, 1);
});

test('log: each count of digits alike, one that is cut by what is left of it', () => {
  const lengths = shares(draws('{1..54999:log}', 6_000).map(({ length }) => String(length)));
  for (const length of ['1', '2', '3', '4']) expect(lengths[length]).toBeCloseTo(1 / 4.5, 1);
  expect(lengths['5']).toBeCloseTo(0.5 / 4.5, 1);
  const inside = draws('{20..89:log}', 500).map(Number);
  expect(inside.every((value) => value >= 20 && value <= 89)).toBe(true);
});

test('benford: the first digits of accounts, whatever the count of digits', () => {
  const texts = draws('{1..999999:benford}', 8_000);
  const first = shares(texts.map((text) => text.charAt(0)));
  for (let digit = 1; digit <= 9; digit++) {
    expect(Math.abs((first[digit] ?? 0) - Math.log10(1 + 1 / digit))).toBeLessThan(0.02);
  }
  const lengths = shares(texts.map(({ length }) => String(length)));
  for (let length = 1; length <= 6; length++) expect(lengths[length]).toBeCloseTo(1 / 6, 1);
  const cents = shares(draws('{0.01..9.99:benford}', 3_000).map(({ length }) => String(length)));
  expect(cents).toEqual({ '4': expect.closeTo(1) });
});

test('splits share no number and have all that is asked for', () => {
  const grammar = prepared('\\d{3}');
  for (const sizes of [
    [90, 5, 5],
    [900, 50, 50],
    [997, 1, 1],
    [1, 1, 2],
  ]) {
    const ranges = rangesApart(grammar.count, sizes);
    expect(ranges[0]?.from).toBe(0n);
    expect(ranges.at(-1)?.to).toBe(1_000n);
    const texts = ranges.flatMap((range, split) =>
      Array.from({ length: sizes[split] ?? 0 }, (_, i) => stringAt(grammar, i, { seed: 4, range })),
    );
    expect(new Set(texts).size).toBe(sizes.reduce((sum, size) => sum + size, 0));
  }
});

test('with weights splits share no number either, and keep what is drawn often', () => {
  const grammar = prepared('\\d@1|[1-9]\\d{3}@1');
  const ranges = rangesApart(grammar.count, [70, 20, 10]);
  const splits = ranges.map((range) =>
    Array.from({ length: 600 }, (_, i) => stringAt(grammar, i, { seed: 4, range })),
  );
  const [train, validation, test] = splits.map((texts) => new Set(texts));
  const shared = [...(train ?? [])].filter((text) => validation?.has(text) || test?.has(text));
  expect(shared).toEqual([]);
  expect([...(validation ?? [])].filter((text) => test?.has(text))).toEqual([]);
  expect(splits[0]?.filter(({ length }) => length === 1).length).toBeGreaterThan(200);
});

test('a split of what is hardly ever drawn is filled all the same', () => {
  const grammar = prepared('1@1000000|2\\d{3}@1');
  const ranges = rangesApart(grammar.count, [1, 1]);
  const ends = ranges.map((range) => stringAt(grammar, 0, { seed: 2, range }));
  expect(ends.filter((text) => text === '1')).toHaveLength(1);
  expect(() => stringAt(grammar, 0, { seed: 2, range: { from: 3n, to: 3n } })).toThrow(RangeError);
});

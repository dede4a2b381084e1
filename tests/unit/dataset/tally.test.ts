import fc from 'fast-check';
import { expect, it } from 'vitest';
import { labelError } from '../../../src-main/dataset/digit-use.js';
import { Tally, useOf, usePattern, useWords } from '../../../src-main/dataset/tally.js';
import { bank } from './small-set.js';

it('writes how often digits were used in few letters, and reads it again', () => {
  expect(
    useWords(
      new Map([
        [6, 3],
        [5, 1],
        [50, 40],
      ]),
    ),
  ).toBe('5 1*3 18*14');
  const uses = fc.uniqueArray(
    fc.tuple(fc.integer({ min: 0, max: 2_000_000 }), fc.integer({ min: 1, max: 70_000 })),
    { selector: ([digit]) => digit },
  );
  fc.assert(
    fc.property(uses, (use) => {
      const words = useWords(new Map(use));
      expect(words).toMatch(usePattern);
      expect([...useOf(words)]).toEqual(use.toSorted(([a], [b]) => a - b));
    }),
  );
  for (const broken of [' ', '5 ', '5**', '5*', 'A', '5,1']) expect(broken).not.toMatch(usePattern);
});

it('adds up what others have counted', () => {
  const [first, second, all] = [new Tally(), new Tally(), new Tally()];
  first.add({ text: '7.7', digits: [3, 3] });
  second.add({ text: '17', digits: [1, 3] });
  for (const { counts } of [first, second].map((tally) => ({ counts: tally.counts() }))) {
    all.addCounts(counts);
  }
  expect(all.counts()).toEqual({
    coverage: { '.': [0, 1], 1: [1], 7: [1, 1, 1] },
    digits: '1 2*3',
  });
});

it('says how many labels may be wrong, a digit and a strip, where a second reader looked', () => {
  const facts = { ...bank.facts, accepted: 1_000, contradicted: 2 };
  expect(labelError(facts, { digits: 60, strips: 10 })).toEqual({
    perDigit: 0.002,
    perStrip: 0.0119402,
  });
  expect(labelError(bank.facts, { digits: 60, strips: 10 })).toBeNull();
});

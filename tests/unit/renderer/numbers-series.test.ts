import { describe, expect, it } from 'vitest';
import {
  seriesConfigs,
  seriesFileName,
} from '../../../src-renderer/screens/numbers/series-configs.js';
import { type ComposingConfig, composingDefaults } from '../../../src-shared/config/composing.js';
import { maxSeed } from '../../../src-shared/config/fields.js';

const any = { ...composingDefaults, digits: 9, maxSpacing: 7, seed: 100 };
const exact = { ...any, number: '1/2' };

describe('seriesConfigs', () => {
  it('has any number of each length from 1 to 15, with seeds that follow one another', () => {
    const configs = seriesConfigs(any, 3);
    expect(configs).toHaveLength(15);
    expect(configs[0]).toEqual({ ...any, digits: 1 });
    expect(configs[14]).toEqual({ ...any, digits: 15, seed: 114 });
  });

  it('has the same number as often as is asked, with seeds that follow one another', () => {
    expect(seriesConfigs(exact, 3)).toEqual([
      exact,
      { ...exact, seed: 101 },
      { ...exact, seed: 102 },
    ]);
  });

  it('has the same number in another hand each time, any number in the one that is set', () => {
    const hands = (config: ComposingConfig) => seriesConfigs(config, 3).map(({ hand }) => hand);
    expect(hands({ ...exact, hand: maxSeed })).toEqual([maxSeed, 0, 1]);
    expect(hands({ ...exact, hand: 'each' })).toEqual(['each', 'each', 'each']);
    expect(new Set(hands({ ...any, hand: 5 }))).toEqual(new Set([5]));
  });

  it('goes on from 0 after the largest seed', () => {
    const seeds = seriesConfigs({ ...any, seed: maxSeed }, 1).map(({ seed }) => seed);
    expect(seeds.slice(0, 3)).toEqual([maxSeed, 0, 1]);
  });
});

describe('seriesFileName', () => {
  it("is the original program's for any number", () => {
    expect(seriesFileName({ ...any, digits: 7 })).toBe('generated_number_with_7_digits.png');
  });

  it('differs for each time that the same number is written', () => {
    const names = seriesConfigs(exact, 5).map(seriesFileName);
    expect(names[0]).toBe('generated_number_1_2_seed_100.png');
    expect(new Set(names).size).toBe(5);
  });
});

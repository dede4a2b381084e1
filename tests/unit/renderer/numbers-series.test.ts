import { describe, expect, it } from 'vitest';
import {
  numberFileName,
  seriesConfigs,
} from '../../../src-renderer/screens/numbers/series-configs.js';
import { composingDefaults } from '../../../src-shared/config/composing.js';
import { maxSeed } from '../../../src-shared/config/fields.js';

describe('seriesConfigs', () => {
  it('has a number of each length from 1 to 15, with seeds that follow one another', () => {
    const configs = seriesConfigs({ ...composingDefaults, digits: 9, maxSpacing: 7, seed: 100 });
    expect(configs).toHaveLength(15);
    expect(configs[0]).toEqual({ ...composingDefaults, maxSpacing: 7, digits: 1, seed: 100 });
    expect(configs[14]).toEqual({ ...composingDefaults, maxSpacing: 7, digits: 15, seed: 114 });
  });

  it('goes on from 0 after the largest seed', () => {
    const seeds = seriesConfigs({ ...composingDefaults, seed: maxSeed }).map(({ seed }) => seed);
    expect(seeds.slice(0, 3)).toEqual([maxSeed, 0, 1]);
  });
});

describe('numberFileName', () => {
  it("is the original program's", () => {
    expect(numberFileName(7)).toBe('generated_number_with_7_digits.png');
  });
});

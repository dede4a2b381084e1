import { describe, expect, it } from 'vitest';
import {
  lengthsOfOriginal,
  type SeriesTexts,
  seriesConfigs,
  seriesFileNames,
} from '../../../src-renderer/screens/numbers/series-configs.js';
import { type ComposingConfig, composingDefaults } from '../../../src-shared/config/composing.js';
import { maxSeed } from '../../../src-shared/config/fields.js';

const any = { ...composingDefaults, digits: 9, maxSpacing: 7, seed: 100 };
const exact = { ...any, number: '1/2' };
const thrice = ['1/2', '1/2', '1/2'];

describe('seriesConfigs', () => {
  it('has any number of each length from 1 to 15, with seeds that follow one another', () => {
    const configs = seriesConfigs(exact, { texts: lengthsOfOriginal, hands: 'own' });
    expect(configs).toHaveLength(15);
    expect(configs[0]).toEqual({ ...any, digits: 1 });
    expect(configs[14]).toEqual({ ...any, digits: 15, seed: 114 });
  });

  it('has each text in the layout that is set, with seeds that follow one another', () => {
    expect(seriesConfigs(any, { texts: ['7', '1,024'], hands: 'own' })).toEqual([
      { ...any, number: '7' },
      { ...any, number: '1,024', seed: 101 },
    ]);
  });

  it('has one hand for all, another each time, or as it comes', () => {
    const handsOf = (config: ComposingConfig, hands: SeriesTexts['hands']) =>
      seriesConfigs(config, { texts: thrice, hands }).map(({ hand }) => hand);
    expect(handsOf({ ...exact, hand: maxSeed }, 'later')).toEqual([maxSeed, 0, 1]);
    expect(handsOf({ ...exact, hand: null }, 'later')).toEqual([null, null, null]);
    expect(handsOf({ ...exact, hand: 'each' }, 'later')).toEqual(['each', 'each', 'each']);
    expect(handsOf({ ...exact, hand: 5 }, 'one')).toEqual([5, 5, 5]);
    expect(handsOf({ ...exact, hand: null }, 'one')).toEqual([100, 100, 100]);
    expect(handsOf({ ...exact, hand: 5 }, 'own')).toEqual([5, 5, 5]);
  });

  it('goes on from 0 after the largest seed', () => {
    const configs = seriesConfigs({ ...any, seed: maxSeed }, { texts: thrice, hands: 'own' });
    expect(configs.map(({ seed }) => seed)).toEqual([maxSeed, 0, 1]);
  });
});

describe('seriesFileNames', () => {
  const namesOf = (texts: SeriesTexts['texts']) =>
    seriesFileNames(seriesConfigs(any, { texts, hands: 'own' }), 'svg');

  it('are those of single numbers where each is another', () => {
    expect(namesOf(['7', { digits: 7 }])).toEqual([
      'generated_number_7.svg',
      'generated_number_with_7_digits.svg',
    ]);
  });

  it('have the seed where a number, or what its name has of it, is there more than once', () => {
    expect(namesOf(['1/2', '7', '1:2', '1/2'])).toEqual([
      'generated_number_1_2_seed_100.svg',
      'generated_number_7.svg',
      'generated_number_1_2_seed_102.svg',
      'generated_number_1_2_seed_103.svg',
    ]);
  });

  it('differ for long numbers that begin alike', () => {
    const long = '1'.repeat(200);
    expect(new Set(namesOf([`${long}1`, `${long}2`, long])).size).toBe(3);
  });
});

import { expect, it } from 'vitest';
import { hashOfPlace, placeOfHash } from '../../../src-renderer/screens.js';

it('finds the screen and the run that an address names, whatever the run is called', () => {
  expect(placeOfHash('#/train')).toEqual({ screen: 'train', runs: [] });
  for (const run of ['evening 2', 'é数字', 'opened:0123456789abcdef']) {
    const place = { screen: 'models', runs: [run] } as const;
    expect(placeOfHash(hashOfPlace(place))).toEqual(place);
  }
  expect(placeOfHash('#/models/%E0%A4%A')).toEqual({ screen: 'models', runs: [] });
});

it('takes nothing else for a place', () => {
  expect(placeOfHash('')).toBeNull();
  expect(placeOfHash('#/nowhere')).toBeNull();
  expect(placeOfHash('#screen-title')).toBeNull();
  expect(placeOfHash('#/digits/evening')).toEqual({ screen: 'digits', runs: [] });
});

it('finds up to four runs that an address compares, each once', () => {
  const place = { screen: 'compare', runs: ['evening', 'shipped:model', 'é 数字'] } as const;
  expect(placeOfHash(hashOfPlace(place))).toEqual(place);
  expect(placeOfHash('#/compare')).toEqual({ screen: 'compare', runs: [] });
  expect(placeOfHash('#/compare/a/b/a//%E0%A4%A/c/d/e')?.runs).toEqual(['a', 'b', 'c', 'd']);
});

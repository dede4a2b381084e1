import { describe, expect, it } from 'vitest';
import { parseSettings } from '../../../src-renderer/connection/parse-settings.js';
import { looks } from '../../../src-shared/config/look.js';
import { type PageSettings, pageSettingsSchema } from '../../../src-shared/config/settings.js';
import { sheetDefaults } from '../../../src-shared/config/sheet.js';

const whole: PageSettings = {
  theme: 'dark',
  screen: 'numbers',
  training: {
    preset: 'balanced',
    recipe: 'original',
    config: { kind: 'conditional', epochs: 5, initializer: 'normal' },
  },
  model: 'evening/best',
  composing: {
    ...{ number: '3.14', legibility: null, digits: 7, thousandsSpacing: null, seed: 3 },
    ...{ grouping: 'indian', minSpacing: -20, hand: 'each', slant: -1.5, strokeWidth: null },
  },
  sheet: {
    ...{ page: 'letter', landscape: true, columns: 3, rows: null, lineHeight: 9.5 },
    ...{ align: 'centre', labels: true, format: 'svg' },
  },
  look: { name: 'paper', own: { ...looks.blueprint, dpi: null, height: 90 }, format: 'svg' },
  grid: {
    ...{ rows: 2, columns: 32, classes: [0, 7], legibility: 0.9, order: 'confidence' },
    ...{ hands: 5, slant: null, strokeWidth: 3 },
  },
  dataSet: {
    written: { kind: 'own', ready: 'meter', line: '\\d{4}', shortest: 2, longest: 9 },
    style: { name: 'photo', changed: { noise: { min: 1, max: 2 }, jpeg: 0.5 } },
    height: 48,
    colour: true,
    out: {
      ...{ count: 5_000, split: { train: 80, val: 0, test: 20 }, shareStrings: true },
      ...{ shareHands: false, bank: 'mnist', shardSize: 10, formats: ['paddleocr', 'coco'] },
    },
  },
};

describe('parseSettings', () => {
  it('drops changes of a style that there are not, and a data set that is not whole', () => {
    const { style, ...others } = whole.dataSet ?? {};
    const kept = (changed: object) =>
      parseSettings({ dataSet: { ...others, style: { ...style, changed } } }).dataSet?.style;
    expect(kept({ noise: { min: 3, max: 2 }, jpeg: 2, smell: 1, fold: 0.1 })?.changed).toEqual({
      fold: 0.1,
    });
    // Without any paper there is nothing to write on.
    const none = { plain: 0, ruled: 0, squared: 0, boxes: 0, comb: 0, guilloche: 0 };
    expect(kept(none)?.changed).toEqual({});
    const wrong = { ...whole.dataSet?.out, split: { train: 80, val: 0, test: 0 } };
    expect(parseSettings({ dataSet: { ...others, style, out: wrong } }).dataSet).toBeUndefined();
  });

  it('keeps what the page writes', () => {
    expect(parseSettings(JSON.parse(JSON.stringify(whole)))).toEqual(whole);
  });

  it.each([
    null,
    7,
    'dark',
    [],
    { theme: 'green', screen: 'attic', model: 3, training: 1, grid: null },
  ])('takes nothing from %j', (stored) => {
    expect(parseSettings(stored)).toEqual({ composing: {} });
  });

  it('drops single values out of bounds and unknown ones', () => {
    const settings = parseSettings({
      training: {
        preset: 'compact',
        recipe: 'tuned',
        config: { epochs: 0, batchSize: 32, toString: 1, precision: 'float8' },
      },
      composing: {
        number: '12a',
        legibility: 2,
        digits: 2.5,
        minSpacing: 3,
        maxSpacing: -21,
        grouping: 'chinese',
        hand: 'mine',
        slant: 4,
        extra: true,
      },
      grid: { rows: 4, columns: 101 },
    });
    expect(settings).toEqual({
      training: { preset: 'compact', recipe: 'tuned', config: { batchSize: 32 } },
      composing: { minSpacing: 3 },
    });
    expect(pageSettingsSchema.safeParse(settings).success).toBe(true);
  });

  it.each([
    { classes: [] },
    { classes: [3, 3] },
    { classes: [7, 1] },
    { classes: [10] },
    { classes: 3 },
    { legibility: 'off', order: 'up' },
    { hands: 0, slant: 'left', strokeWidth: -4 },
  ])('keeps the sides of a grid with %j', (wrong) => {
    const sides = { rows: 2, columns: 3 };
    expect(parseSettings({ grid: { ...sides, ...wrong } }).grid).toEqual(sides);
  });

  it.each([
    { own: { ...looks.ink, ink: 'red' } },
    { own: { ...looks.ink, scale: 0 } },
    { own: { ...looks.network, shear: 0.1 } },
    { own: { ink: '#000000' }, format: 'exe' },
    { own: null, format: 3, extra: true },
  ])('keeps the name of a look with %j', (wrong) => {
    expect(parseSettings({ look: { name: 'own', ...wrong } }).look).toEqual({ name: 'own' });
  });

  it('takes no look of an unknown name', () => {
    expect(parseSettings({ look: { name: 'neon' } })).toEqual({ composing: {} });
  });
});

it('has of a page what is as at first where it is missing or wrong', () => {
  const stored = { page: 'a5', columns: 0, rows: 4, lineHeight: 'high', format: 'gif', edge: 3 };
  expect(parseSettings({ sheet: stored }).sheet).toEqual({
    ...sheetDefaults,
    rows: 4,
    format: 'pdf',
  });
});

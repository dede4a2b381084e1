import { describe, expect, it } from 'vitest';
import { parseSettings } from '../../../src-renderer/connection/parse-settings.js';
import { type PageSettings, pageSettingsSchema } from '../../../src-shared/config/settings.js';

const whole: PageSettings = {
  theme: 'dark',
  screen: 'numbers',
  training: {
    preset: 'balanced',
    recipe: 'original',
    config: { epochs: 5, initializer: 'normal' },
  },
  composing: { digits: 7, thousandsSpacing: null, seed: 3 },
  grid: { rows: 2, columns: 32 },
};

describe('parseSettings', () => {
  it('keeps what the page writes', () => {
    expect(parseSettings(JSON.parse(JSON.stringify(whole)))).toEqual(whole);
  });

  it.each([null, 7, 'dark', [], { theme: 'green', screen: 'attic', training: 1, grid: null }])(
    'takes nothing from %j',
    (stored) => {
      expect(parseSettings(stored)).toEqual({ composing: {} });
    },
  );

  it('drops single values out of bounds and unknown ones', () => {
    const settings = parseSettings({
      training: {
        preset: 'compact',
        recipe: 'tuned',
        config: { epochs: 0, batchSize: 32, toString: 1, precision: 'float8' },
      },
      composing: { digits: 2.5, minSpacing: 3, extra: true },
      grid: { rows: 4, columns: 33 },
    });
    expect(settings).toEqual({
      training: { preset: 'compact', recipe: 'tuned', config: { batchSize: 32 } },
      composing: { minSpacing: 3 },
    });
    expect(pageSettingsSchema.safeParse(settings).success).toBe(true);
  });
});

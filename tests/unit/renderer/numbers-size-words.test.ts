import { expect, it } from 'vitest';
import { heightWords, savedSizeWords } from '../../../src-renderer/screens/numbers/size-words.js';
import { looks } from '../../../src-shared/config/look.js';

it('says how high a picture is, and how high in print where that is known', () => {
  expect(heightWords(looks.ink)).toBe('112 px high, 9.5 mm at 300 dpi');
  expect(heightWords(looks.network)).toBe('28 px high');
  expect(heightWords({ ...looks.paper, height: 600, dpi: 600 })).toBe(
    '600 px high, 25.4 mm at 600 dpi',
  );
});

it('says how large a picture is saved, from how it is shown', () => {
  const preview = { ...looks.ink, scale: 8 };
  expect(savedSizeWords({ width: 640 }, { look: looks.ink, preview })).toBe(
    'about 320 × 112 pixels',
  );
});

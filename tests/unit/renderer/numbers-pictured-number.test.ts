import { describe, expect, it } from 'vitest';
import { numberOfNote } from '../../../src-renderer/screens/numbers/pictured-number.js';
import { composingDefaults } from '../../../src-shared/config/composing.js';
import { looks } from '../../../src-shared/config/look.js';
import type { PictureNote } from '../../../src-shared/strips/picture-note.js';

const config = { ...composingDefaults, number: '3.14', hand: 'each', seed: 7 } as const;
const replaced = [{ position: 1, index: 12 }];
const settings = { config, replaced, look: looks.blueprint };

const noteWith = (said: object): PictureNote => ({
  program: 'Random Handwritten Digit Generator',
  version: '1.0.0',
  number: '3.14',
  seed: 7,
  hand: null,
  model: 'evening/best',
  settings: said,
});

describe('numberOfNote', () => {
  it('is what the picture was written with', () => {
    expect(numberOfNote(noteWith(JSON.parse(JSON.stringify(settings))))).toEqual({
      model: 'evening/best',
      ...settings,
    });
  });

  it('has no digits drawn again where none are said', () => {
    const { replaced: _, ...rest } = settings;
    expect(numberOfNote(noteWith(rest))).toMatchObject({ replaced: [] });
  });

  it.each([
    [{ config: { ...config, minSpacing: 281 } }, /"Smallest gap" is missing or wrong/],
    [{ config: { ...config, number: '12a' } }, /"Number" is missing or wrong/],
    [{ config: { ...config, seed: 2 ** 32 } }, /"Seed" is missing or wrong/],
    [{ config: null }, /"Number" is missing or wrong/],
    [{ look: { ...looks.ink, ink: 'url(x)' } }, /not in which look/],
    [{ look: { ...looks.network, shear: 0.5 } }, /not in which look/],
    [{ replaced: [{ position: 0, index: 1.5 }] }, /not which digits were drawn again/],
    [{ replaced: 'none' }, /not which digits were drawn again/],
    [{ numbers: [settings] }, /a page of several numbers/],
  ])('says what is wrong with %j', (wrong, words) => {
    expect(numberOfNote(noteWith({ ...settings, ...wrong }))).toMatch(words);
  });
});

import { describe, expect, it } from 'vitest';
import { changedLook } from '../../../src-renderer/screens/numbers/look-choice.js';
import { checkLook, lookNames, looks, nameOfLook } from '../../../src-shared/config/look.js';

describe('nameOfLook', () => {
  it.each(lookNames)('knows %s by what it looks like', (name) => {
    expect(nameOfLook({ ...looks[name] })).toBe(name);
  });

  it('has none for a look that differs in one field', () => {
    expect(nameOfLook({ ...looks.blueprint, dpi: 301 })).toBeNull();
  });
});

describe('changedLook', () => {
  it('changes what is given and keeps the rest', () => {
    expect(changedLook(looks.paper, { margin: 9 })).toEqual({ ...looks.paper, margin: 9 });
  });

  it('does not slant what is not drawn', () => {
    const slanted = changedLook(looks.ink, { shear: 0.4, lineWidth: 2 });
    expect(slanted).toMatchObject({ shear: 0.4, lineWidth: 2 });
    const pixels = changedLook(slanted, { smooth: false });
    expect(pixels).toEqual({ ...looks.ink, smooth: false });
    expect(checkLook(pixels)).toBeNull();
  });
});

import { describe, expect, it } from 'vitest';
import { previewLook } from '../../../src-renderer/screens/numbers/preview-look.js';
import { checkLook, looks } from '../../../src-shared/config/look.js';

const config = { number: null, digits: 4, minSpacing: 1, maxSpacing: 5 };
const place = { room: 600, pixelRatio: 1, pixels: false };

describe('previewLook', () => {
  it('keeps what is seen of a look, and not its size or resolution', () => {
    const look = { ...looks.paper, height: 3_000, dpi: 1_200, shear: 0.3, lineWidth: 1.5 };
    const shown = previewLook(look, config, place);
    expect(shown).toEqual({ ...look, height: null, dpi: null, scale: shown.scale });
  });

  it('has a pixel for each of the screen, at least, and is not drawn anew for each room', () => {
    const scaleAt = (room: number, pixelRatio: number) =>
      previewLook(looks.ink, config, { ...place, room, pixelRatio }).scale;
    // Four digits of some 20 pixels: 600 has room for 7 times their size.
    expect(scaleAt(600, 1)).toBe(8);
    expect(scaleAt(600, 2)).toBe(16);
    expect(scaleAt(300, 1)).toBe(4);
    expect(scaleAt(301, 1)).toBe(scaleAt(300, 1));
  });

  it('stays small for a long number', () => {
    const { scale } = previewLook(
      looks.ink,
      { ...config, digits: 1_000 },
      { ...place, pixelRatio: 3 },
    );
    expect(scale).toBeGreaterThan(0.5);
    expect(scale * 1_000 * 20).toBeLessThanOrEqual(2 ** 14);
  });

  it('shows the pixels of the network in the colours of a look that slants strokes', () => {
    const look = { ...looks.blueprint, shear: -0.2, lineWidth: 0.7 };
    const shown = previewLook(look, config, { ...place, pixels: true });
    expect(shown).toMatchObject({ smooth: false, paper: look.paper, margin: look.margin });
    expect(checkLook(shown)).toBeNull();
  });
});

import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import {
  chosenStyle,
  type StyleName,
  styleNames,
  styles,
} from '../../../src-shared/config/style.js';
import {
  type Style,
  styleFieldNames,
  styleFields,
} from '../../../src-shared/config/style-fields.js';
import { blur } from '../../../src-shared/strips/camera/blur.js';
import { throughJpeg } from '../../../src-shared/strips/camera/jpeg.js';
import type { Sample } from '../../../src-shared/strips/sample.js';
import { smallMaker, smallPlan } from '../dataset/small-set.js';

const none = { min: 0, max: 0 };

/** All that is no geometry, taken away: ink on paper remains. */
const bare: Partial<Style> = {
  ink: none,
  paper: { min: 255, max: 255 },
  pressure: none,
  texture: none,
  specks: none,
  print: none,
  strayLines: 0,
  fold: 0,
  light: none,
  corners: none,
  shadow: 0,
  blur: none,
  noise: none,
  jpeg: 0,
};

function strips(
  name: StyleName,
  changed: Partial<Style>,
  { height = 32, colour = false, count = 6 } = {},
): Sample[] {
  const style = chosenStyle(name, changed);
  const plan = smallPlan({ style, height, colour, split: { train: count, val: 0, test: 0 } });
  const maker = smallMaker(plan);
  return Array.from({ length: count }, (_, sample) => maker.make(sample));
}

const facesOf = ({ width, height, boxes, mask, baseline }: Sample) => [
  [width, height, baseline],
  boxes,
  Buffer.from(mask).toString('base64'),
];

describe('the clean style', () => {
  it.each([
    [16, '25d7f0a547fdf92f81a76100d3050ba5101dc2a7f47db5ccada5760e8a850ba7'],
    [32, 'a25b5c73b003eb6dc7ba4c17f8e85f3619600ad95df1a5168df584044ca2bac1'],
  ])('is the same pixels for good, %i pixels high', (height, digest) => {
    const maker = smallMaker(smallPlan({ split: { train: 20, val: 2, test: 2 }, height }));
    const hash = createHash('sha256');
    for (let sample = 0; sample < 24; sample++) {
      const { width, boxes, pixels, mask } = maker.make(sample);
      hash
        .update(JSON.stringify([width, boxes]))
        .update(pixels)
        .update(mask);
    }
    expect(hash.digest('hex')).toBe(digest);
  });
});

describe.each(styleNames)('strips of the style %s', (name) => {
  it.each([16, 32, 96])(
    'have masks and boxes of the ink alone, whatever lies on it, %i pixels high',
    (height) => {
      const drawn = strips(name, {}, { height });
      const plain = strips(name, bare, { height });
      expect(drawn.map(facesOf)).toEqual(plain.map(facesOf));
      for (const { width, pixels, mask, boxes } of plain) {
        // 32 of 255 steps of ink from white to black: an eighth.
        expect(pixels.every((level, at) => level <= 223 === (mask[at] ?? 0) > 0)).toBe(true);
        for (const [at, box] of boxes.entries()) {
          if (box === null) continue;
          let own = 0;
          for (let y = 0; y < height; y++) {
            for (let x = 0; x < width; x++) {
              const isIn =
                x >= box.left &&
                x < box.left + box.width &&
                y >= box.top &&
                y < box.top + box.height;
              if (mask[y * width + x] === at + 1) own += isIn ? 1 : Number.NaN;
            }
          }
          expect(own).toBeGreaterThan(0);
        }
      }
    },
  );

  it('are dark on light, however bad the picture', () => {
    for (const { pixels, mask } of strips(name, {}, { count: 24 })) {
      const mean = (isInk: boolean) => {
        const levels = pixels.filter((_, at) => (mask[at] ?? 0) > 0 === isInk);
        return levels.reduce((sum, level) => sum + level, 0) / levels.length;
      };
      expect(mean(false) - mean(true)).toBeGreaterThan(20);
    }
  });

  it('have no neighbour in the box of a character that does not touch one', () => {
    const apart = strips(name, { gap: { min: 1, max: 4 }, slope: { min: -0.1, max: 0.1 } });
    for (const { boxes } of apart) {
      for (const [at, box] of boxes.entries()) {
        const next = boxes[at + 1];
        if (!box || !next) continue;
        expect(box.left + box.width).toBeLessThanOrEqual(next.left);
      }
    }
  });
});

describe('a field of a style', () => {
  it('changes nothing but what it is for', () => {
    const [scan] = strips('scan', {}, { count: 1 });
    const [other] = strips('scan', { noise: { min: 9, max: 9 } }, { count: 1 });
    if (!scan || !other) throw new Error('There is no strip.');
    expect(facesOf(other)).toEqual(facesOf(scan));
    expect(other.pixels).not.toEqual(scan.pixels);
    const far = other.pixels.filter((level, at) => Math.abs(level - (scan.pixels[at] ?? 0)) > 60);
    expect(far.length).toBeLessThan(other.pixels.length / 100);
  });

  it('is usual in the clean style, and within its bounds in all', () => {
    for (const name of styleFieldNames) {
      const { usual, min, max } = styleFields[name];
      expect(styles.clean[name]).toEqual(usual);
      for (const style of Object.values(styles)) {
        const value: unknown = style[name];
        const ends = typeof value === 'number' ? [value] : Object.values(value ?? {});
        for (const end of ends) expect([end >= min, end <= max]).toEqual([true, true]);
      }
    }
  });
});

describe('pictures in colour', () => {
  it('have the same ink in the same places, and three channels', () => {
    for (const name of ['clean', 'photo'] as const) {
      const [grey, coloured] = [strips(name, {}), strips(name, {}, { colour: true })];
      expect(coloured.map(facesOf)).toEqual(grey.map(facesOf));
      for (const { channels, pixels, mask } of coloured) {
        expect([channels, pixels.length]).toEqual([3, 3 * mask.length]);
      }
    }
  });

  it('look as light as grey ones, in the hue that is asked for', () => {
    const blue = { inkHue: { min: 230, max: 230 }, inkSaturation: { min: 0.5, max: 0.5 } };
    const [strip] = strips('clean', { ...blue, ink: { min: 60, max: 60 } }, { colour: true });
    const darkest = [0, 1, 2].map((channel) => {
      const own = [...(strip?.pixels ?? [])].filter((_, place) => place % 3 === channel);
      return Math.min(...own);
    });
    const [red = 0, green = 0, bluest = 0] = darkest;
    expect(Math.abs(0.299 * red + 0.587 * green + 0.114 * bluest - 60)).toBeLessThan(2);
    expect(bluest).toBeGreaterThan(green + 40);
  });
});

describe('blur', () => {
  it.each([0.4, 1, 1.7, 3, 7.5])('reaches no further than its radius, %f', (radius) => {
    const [side, middle] = [25, 12];
    const levels = new Int32Array(side * side);
    levels[middle * side + middle] = 4_080;
    blur(levels, { width: side, height: side }, radius);
    let sum = 0;
    levels.forEach((level, at) => {
      sum += level;
      const far = Math.max(
        Math.abs((at % side) - middle),
        Math.abs(Math.floor(at / side) - middle),
      );
      if (far > Math.ceil(radius)) expect(level).toBe(0);
    });
    expect(levels[middle * side + middle]).toBeLessThan(4_080);
    expect(sum).toBeGreaterThan(3_700);
    expect(sum).toBeLessThanOrEqual(4_300);
  });
});

describe('a JPEG', () => {
  it('keeps nearly all at quality 100, and less the lower it is', () => {
    const [width, height] = [37, 19];
    const given = Uint8Array.from(
      { length: width * height },
      (_, at) => (at * at * 7 + at * 31) % 256,
    );
    const lost = (quality: number) => {
      const plane = Uint8Array.from(given);
      throughJpeg(plane, { width, height }, { quality, left: 3, top: 5, kind: 'light' });
      return Math.max(...plane.map((level, at) => Math.abs(level - (given[at] ?? 0))));
    };
    expect(lost(100)).toBeLessThanOrEqual(4);
    expect(lost(50)).toBeGreaterThan(lost(95));
    expect(lost(10)).toBeGreaterThan(lost(50));
  });
});

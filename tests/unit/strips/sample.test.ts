import { describe, expect, it } from 'vitest';
import { styles } from '../../../src-shared/config/style.js';
import type { Style } from '../../../src-shared/config/style-fields.js';
import { measureTraits } from '../../../src-shared/digits/measure-traits.js';
import { RandomPlaces, RandomSequence } from '../../../src-shared/random/streams.js';
import { flatOutline } from '../../../src-shared/strips/flat-outline.js';
import { MarkOutlines } from '../../../src-shared/strips/mark-outlines.js';
import { traceOutline } from '../../../src-shared/strips/outline.js';
import { drawSample, type Sample, type SampleDigit } from '../../../src-shared/strips/sample.js';
import { type Box, inkBox } from '../../../src-shared/strips/strip.js';
import { realDigits } from './real-strip.js';

const digits = realDigits(8).map((image): SampleDigit => {
  const { top, height } = inkBox(image);
  const { strokeWidth } = measureTraits(image.pixels);
  return { strokeWidth, top, height, outline: flatOutline(traceOutline(image)) };
});
const marks = new MarkOutlines();

function sample(text: string, seed = 0, parts: { style?: Style; height?: number } = {}): Sample {
  const { style = styles.clean, height = 32 } = parts;
  const written = [...text].filter((character) => /\d/.test(character));
  const sequence = new RandomSequence(seed, { stream: 'strip', index: 0 });
  return drawSample({
    text,
    digits: written.map((_, at) => digits[(at + seed) % digits.length] ?? missing()),
    marks,
    style,
    colour: false,
    height,
    random: () => sequence.nextUniform(),
    places: new RandomPlaces(seed, { stream: 'look', index: 0 }),
  });
}

const missing = (): never => {
  throw new Error('There is no such digit.');
};

const texts = ['7', '00123', '12/05 17:30', '2026-05-12', '1,234.50', '1234567'];

/** The smallest box around the pixels of a character. */
function boxIn({ width, height, mask }: Sample, character: number) {
  let [left, top, right, bottom] = [width, height, -1, -1];
  mask.forEach((number, at) => {
    if (number !== character) return;
    const [x, y] = [at % width, Math.floor(at / width)];
    [left, top] = [Math.min(left, x), Math.min(top, y)];
    [right, bottom] = [Math.max(right, x), Math.max(bottom, y)];
  });
  return right < left ? null : { left, top, width: right - left + 1, height: bottom - top + 1 };
}

/** What the mask has in a box. */
function* inside({ width, mask }: Sample, box: Box): Generator<number> {
  for (let y = box.top; y < box.top + box.height; y++) {
    yield* mask.subarray(y * width + box.left).subarray(0, box.width);
  }
}

const isStranger = (character: number) => (number: number) => number !== 0 && number !== character;

describe('a strip of a data set', () => {
  it('has all digits on its line, wherever their tiles have them', () => {
    const feet = digits.map(({ top, height }) => top + height);
    expect(Math.max(...feet) - Math.min(...feet)).toBeGreaterThan(1);
    const never = { min: 0, max: 0 };
    const style = { ...styles.clean, wander: never, size: { min: 1, max: 1 } };
    for (let seed = 0; seed < 3; seed++) {
      const { boxes, baseline } = sample('8421357', seed, { style, height: 128 });
      for (const box of boxes) {
        // 128 pixels are some 26 of a digit; its own edge is one of its 28 pixels at most.
        expect(Math.abs((box?.top ?? 0) + (box?.height ?? 0) - baseline.left)).toBeLessThan(5);
      }
    }
  });

  it.each([16, 32, 128])(
    'has in each box a character and nothing else, %i pixels high',
    (height) => {
      for (const text of texts) {
        for (let seed = 0; seed < 2; seed++) {
          const drawn = sample(text, seed, { height });
          expect(drawn.height).toBe(height);
          expect(drawn.boxes).toHaveLength(text.length);
          for (const [at, box] of drawn.boxes.entries()) {
            expect(box, `${text} ${seed} ${at}`).toEqual(boxIn(drawn, at + 1));
            expect(box === null).toBe(text[at] === ' ');
            const strangers =
              box === null ? [] : [...inside(drawn, box)].filter(isStranger(at + 1));
            expect(strangers).toEqual([]);
          }
        }
      }
    },
  );

  it('has no ink at its edges and none outside of its boxes that is seen', () => {
    for (const text of texts) {
      const drawn = sample(text, 3);
      const { width, height, pixels, mask } = drawn;
      const paper = pixels[0] ?? 0;
      const ink = pixels.reduce((least, level) => Math.min(least, level));
      expect(paper - ink).toBeGreaterThan(100);
      const wrong = pixels.filter((level, at) => {
        const [x, y] = [at % width, Math.floor(at / width)];
        const part = (paper - level) / (paper - ink);
        if (x === 0 || y === 0 || x === width - 1 || y === height - 1) return part !== 0;
        return mask[at] === 0 ? part > 0.3 : part < 0.1;
      });
      expect(wrong).toHaveLength(0);
    }
  });

  it('lets characters touch where the style says so, and parts its mask among them', () => {
    const drawn = sample('4820', 1, { style: { ...styles.clean, gap: { min: -7, max: -6 } } });
    const [first, second] = drawn.boxes;
    expect((first?.left ?? 0) + (first?.width ?? 0)).toBeGreaterThan(second?.left ?? 0);
    expect(new Set(drawn.mask)).toEqual(new Set([0, 1, 2, 3, 4]));
  });

  it.each(['8........', '8.', "1'1"])(
    'has all ink of %s in it where gaps are wider than characters',
    (text) => {
      const overlap = { min: -8, max: -8 };
      const [parted, drawn] = [styles.clean.gap, overlap].map((gap) =>
        sample(text, 1, { style: { ...styles.clean, gap, margin: { min: 2, max: 2 } } }),
      );
      const widths = (boxes: Sample['boxes'] = []) => boxes.map((box) => box?.width ?? null);
      expect(widths(drawn?.boxes).map((width) => width === null)).toEqual(
        widths(parted?.boxes).map((width) => width === null),
      );
      for (const [at, box] of (drawn?.boxes ?? []).entries()) {
        if (box === null) continue;
        expect(box.left).toBeGreaterThan(0);
        expect(box.left + box.width).toBeLessThan(drawn?.width ?? 0);
        expect(Math.abs(box.width - (parted?.boxes[at]?.width ?? 0))).toBeLessThanOrEqual(1);
      }
    },
  );

  it('parts the thousands of a plain number only', () => {
    const style = { ...styles.clean, gap: { min: 2, max: 2 }, thousandsGap: { min: 10, max: 10 } };
    const gaps = (text: string) => {
      const { boxes } = sample(text, 0, { style });
      return boxes.slice(1).map((box, at) => {
        const before = boxes[at];
        return (box?.left ?? 0) - (before?.left ?? 0) - (before?.width ?? 0);
      });
    };
    const [a = 0, b = 0, c = 0] = gaps('4820');
    expect(a).toBeGreaterThan(10);
    expect(Math.max(b, c)).toBeLessThan(6);
    expect(Math.max(...gaps('48:20'))).toBeLessThan(6);
  });

  it('is the same again, whatever was drawn before', () => {
    const drawn = sample('12/05 17:30', 5);
    const fresh = new MarkOutlines();
    const sequence = new RandomSequence(5, { stream: 'strip', index: 0 });
    const again = drawSample({
      text: '12/05 17:30',
      digits: Array.from({ length: 8 }, (_, at) => digits[(at + 5) % 8] ?? missing()),
      marks: fresh,
      style: styles.clean,
      colour: false,
      height: 32,
      random: () => sequence.nextUniform(),
      places: new RandomPlaces(5, { stream: 'look', index: 0 }),
    });
    expect(again).toEqual(drawn);
    expect(sample('12/05 17:30', 6).pixels).not.toEqual(drawn.pixels);
  });
});

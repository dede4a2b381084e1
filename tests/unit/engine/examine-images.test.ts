import { beforeAll, describe, expect, it, vi } from 'vitest';
import { turnImages } from '../../../src-main/engine/data/turn-images.js';
import { evenly } from '../../../src-main/engine/quality/evenly.js';
import { shippedRecogniser } from '../../../src-main/engine/recogniser/shipped-recogniser.js';
import { brightBorders } from '../../../src-main/engine/training/bright-borders.js';
import { examineImages } from '../../../src-main/engine/training/examine-images.js';
import { loadMnist } from '../../../src-main/files/idx/mnist.js';
import { isReadable } from '../../../src-shared/quality/legibility.js';
import { sharedFolder } from '../../helpers/temporary-folder.js';

const cache = sharedFolder();
const asTheyAre = { transpose: false, invert: false };
const between = async () => {};
let mnist: Uint8Array;
let threes: Uint8Array;

beforeAll(async () => {
  // The engine's own cache tells where it lies: it has started before.
  await shippedRecogniser();
  vi.stubEnv('DIGITS_CACHE_DIR', cache);
  const { images, labels } = await loadMnist('train');
  mnist = evenly(images, 300);
  const places = [...labels.keys()].filter((place) => labels[place] === 3).slice(0, 200);
  threes = Uint8Array.from(
    places.flatMap((place) => [...images.subarray(place * 784, (place + 1) * 784)]),
  );
  return () => vi.unstubAllEnvs();
});

async function examine(
  images: Uint8Array,
  { turned = asTheyAre, turning = asTheyAre, canRead = true } = {},
) {
  const copy = Uint8Array.from(images);
  turnImages(copy, turned);
  return examineImages(copy, { turning, canRead, between });
}

/** Filled shapes, as clothes are: bright to the border at two sides. */
const clothes = (): Uint8Array =>
  Uint8Array.from({ length: 200 * 784 }, (_, place) => {
    const [image, row, column] = [
      Math.floor(place / 784),
      Math.floor((place % 784) / 28),
      place % 28,
    ];
    const [left, right] = [2 + (image % 7), 26 - (image % 5)];
    return column >= left && column < right ? 120 + ((row * 7 + image * 13) % 130) : 0;
  });

describe('images that nobody has looked at', () => {
  it('get no hint where digits read well, were they of one class', async () => {
    for (const images of [mnist, threes]) {
      const { hint, recognised } = await examine(images);
      expect(hint).toBeNull();
      expect(recognised?.legible).toBeGreaterThan(0.9);
    }
    expect((await examine(threes)).recognised?.classShare[3]).toBeGreaterThan(0.95);
  });

  it('are told to lie on their side, and are not when they were transposed', async () => {
    const transposed = { transpose: true, invert: false };
    const { hint, recognised } = await examine(mnist, { turned: transposed });
    expect(isReadable(recognised?.legible ?? 1)).toBe(false);
    expect(hint).toMatch(/lie on their side.*begin anew with --transpose\. As they are/);
    expect(hint).toMatch(/no collapse is looked for: judge it by its pictures\.$/);
    const wrong = await examine(mnist, { turned: transposed, turning: transposed });
    expect(wrong.hint).toContain('begin anew without --transpose.');
    expect((await examine(threes, { turned: transposed })).hint).toContain('--transpose');
  });

  it('are told to be dark on bright, without the recogniser too', async () => {
    const inverted = { transpose: false, invert: true };
    const { hint } = await examine(mnist, { turned: inverted });
    expect(hint).toMatch(/bright at their border.*begin anew with --invert\./);
    expect(hint).not.toContain('--transpose');
    expect(await examine(mnist, { turned: inverted, canRead: false })).toEqual({
      recognised: null,
      hint: expect.stringMatching(/begin anew with --invert\.$/),
    });
    const both = await examine(mnist, { turned: { transpose: true, invert: true } });
    expect(both.hint).toContain('begin anew with --transpose and with --invert.');
    const wrong = await examine(mnist, { turned: inverted, turning: inverted });
    expect(wrong.hint).toContain('begin anew without --invert.');
  });

  it('that are no digits are told to be illegible, and to turn nothing', async () => {
    const { hint } = await examine(clothes());
    expect(hint).toMatch(
      /^As they are, the recogniser, .* no collapse is looked for: .*pictures\.$/,
    );
  });
});

describe('a bright border', () => {
  it('is brighter than the image', () => {
    const grey = (border: number, inside: number) =>
      Uint8Array.from({ length: 784 }, (_, place) => {
        const [row, column] = [Math.floor(place / 28), place % 28];
        return row % 27 === 0 || column % 27 === 0 ? border : inside;
      });
    expect(brightBorders(grey(220, 60))).toBe(1);
    expect(brightBorders(grey(160, 220))).toBe(0);
    expect(brightBorders(grey(90, 20))).toBe(0);
    const two = Uint8Array.from([...grey(220, 60), ...grey(0, 200)]);
    expect(brightBorders(two)).toBe(0.5);
  });
});

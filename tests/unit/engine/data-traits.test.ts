import { describe, expect, it } from 'vitest';
import { dataTraits, normalQuantile } from '../../../src-main/engine/training/data-traits.js';
import { loadMnist } from '../../../src-main/files/idx/mnist.js';
import { measureTraits, traits } from '../../../src-shared/digits/measure-traits.js';

const pixels = 28 * 28;
const mean = (values: readonly number[]) =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
const variance = (values: readonly number[]) =>
  mean(values.map((value) => (value - mean(values)) ** 2));

describe('the normal quantile', () => {
  it.each([
    [0.5, 0],
    [0.975, 1.959963984540054],
    [0.001, -3.090232306167813],
    [0.0001, -3.71901648545568],
    [0.8413447460685429, 1],
    // On both sides of where the approximation changes.
    [0.02424, -1.973136611944544],
    [0.02426, -1.9727855514678603],
  ])('of %d is %d', (p, expected) => {
    expect(normalQuantile(p)).toBeCloseTo(expected, 7);
    expect(normalQuantile(1 - p)).toBeCloseTo(-expected, 7);
  });

  it('rises, and is finite for the first and the last of a million', () => {
    const values = Array.from({ length: 2_000 }, (_, i) => normalQuantile((i + 0.5) / 2_000));
    expect(values.every((value, i) => i === 0 || value > (values[i - 1] ?? Number.NaN))).toBe(true);
    expect(Math.abs(normalQuantile(5e-7))).toBeLessThan(5);
  });
});

describe('the traits of a data set', () => {
  const count = 2_000;
  const data = async () => {
    const { images, labels } = await loadMnist('train');
    const classes = Uint8Array.from(labels.subarray(0, count));
    return { images: images.subarray(0, count * pixels), classes };
  };

  it('are measured image by image, and scored label by label', async () => {
    const { images, classes } = await data();
    const { measured, scores, deviations } = dataTraits(images, { classes, labelCount: 10 });
    const third = measureTraits(images.subarray(3 * pixels, 4 * pixels));
    expect([...measured.subarray(6, 8)]).toEqual([third.slant, third.strokeWidth].map(Math.fround));
    for (let label = 0; label < 10; label++) {
      const members = [...classes.keys()].filter((i) => classes[i] === label);
      for (let t = 0; t < traits.length; t++) {
        const valuesOf = (all: Float32Array) => members.map((i) => all[2 * i + t] ?? Number.NaN);
        const [values, scored] = [valuesOf(measured), valuesOf(scores)];
        expect(Math.abs(mean(scored))).toBeLessThan(1e-6);
        expect(variance(scored)).toBeGreaterThan(0.96);
        expect(variance(scored)).toBeLessThan(1);
        expect(deviations[2 * label + t]).toBeCloseTo(Math.sqrt(variance(values)), 6);
        // The scores' order is that of what is measured.
        const ranked = [...members.keys()].sort((a, b) => (scored[a] ?? 0) - (scored[b] ?? 0));
        const sorted = ranked.map((i) => values[i] ?? Number.NaN);
        expect(sorted).toEqual(values.toSorted((a, b) => a - b));
      }
    }
  });

  it('of images alike are in their order, and never divided by 0', () => {
    const alike = new Uint8Array(3 * pixels);
    const { scores, deviations } = dataTraits(alike, { classes: new Uint8Array(3), labelCount: 2 });
    const quantiles = [1 / 6, 1 / 2, 5 / 6].map((p) => Math.fround(normalQuantile(p)));
    expect([...scores]).toEqual(quantiles.flatMap((value) => [value, value]));
    // And of a label without images.
    expect([...deviations]).toEqual([1e-3, 1e-3, 1, 1].map(Math.fround));
  });

  it('of a single image are in the middle', () => {
    const { scores } = dataTraits(new Uint8Array(pixels), {
      classes: new Uint8Array(1),
      labelCount: 1,
    });
    expect([...scores].map(Math.abs)).toEqual([0, 0]);
  });
});

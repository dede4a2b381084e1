import { describe, expect, test } from 'vitest';
import { lossChart } from '../../../src-shared/charts/loss-chart.js';

const chartOf = (count: number, spike = 2) =>
  lossChart({
    steps: Array.from({ length: count }, (_, index) => ({
      step: index + 1,
      generatorLoss: index === 5 ? spike : 2,
      discriminatorLoss: 1,
    })),
    stepsPerEpoch: 100,
    title: 'Losses of a run',
    fontFamily: 'Shipped',
  });

/** Every `font` object in a configuration, however deep. */
function fontsIn(value: unknown): unknown[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    key === 'font' ? [inner] : fontsIn(inner),
  );
}

describe('lossChart', () => {
  test('draws both losses, smoothed and raw, over labelled axes', () => {
    const { data, options } = chartOf(250);
    expect(data.datasets.map(({ label }) => label)).toEqual([
      'generator',
      'discriminator',
      'generator, each step',
      'discriminator, each step',
    ]);
    expect(options?.scales).toMatchObject({
      x: { title: { text: 'step' }, min: 0, max: 250 },
      y: { title: { text: 'loss' } },
      epochs: { title: { text: 'epoch' }, display: true, min: 0, max: 2.5 },
    });
    expect(options?.plugins?.title?.text).toBe('Losses of a run');
  });

  test('every text names the shipped family: Chart.js would take its own default', () => {
    const fonts = fontsIn(chartOf(250).options);
    expect(fonts).toHaveLength(9);
    for (const font of fonts) expect(font).toMatchObject({ family: 'Shipped' });
  });

  test('epochs are shown from the first whole one', () => {
    expect(chartOf(99).options?.scales?.epochs?.display).toBe(false);
    expect(chartOf(100).options?.scales?.epochs?.display).toBe(true);
  });

  test('the loss axis takes in every mean, but no rare spike of a single step', () => {
    // Five steps in the window: (500 + 4 · 2) / 5, and 5 % above it.
    expect(chartOf(250, 500).options?.scales?.y?.max).toBeCloseTo(101.6 * 1.05, 6);
    expect(chartOf(2000, 50).options?.scales?.y?.max).toBeLessThan(5);
  });

  test('a long training stays bounded', () => {
    for (const { data } of chartOf(30_000).data.datasets) {
      expect(data.length).toBeLessThanOrEqual(2000);
    }
  });
});

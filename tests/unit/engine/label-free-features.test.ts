import { expect, test } from 'vitest';
import { labelFreeFeatures } from '../../../src-main/engine/training/label-free-features.js';
import { RandomSequence } from '../../../src-shared/random/streams.js';

const [width, classes] = [12, 4];
const normal = (index: number, length: number) =>
  new RandomSequence(8, { stream: 'latent', index }).fillNormal(new Float32Array(length));
const kernel = normal(0, width * classes);

/** Of the last layer, without its bias. */
const logits = (row: Float32Array): number[] =>
  Array.from({ length: classes }, (_, label) =>
    row.reduce((sum, value, k) => sum + value * (kernel[k * classes + label] ?? 0), 0),
  );

test('what is left of features is of length 1 and favours no label', () => {
  const features = normal(1, 5 * width);
  const before = new Float32Array(features);
  const found = labelFreeFeatures(features, { kernel, classes });
  expect(features).toEqual(before);
  for (let first = 0; first < found.length; first += width) {
    const row = found.subarray(first, first + width);
    expect(Math.hypot(...row)).toBeCloseTo(1, 5);
    const said = logits(row);
    for (const logit of said) expect(logit).toBeCloseTo(said[0] ?? Number.NaN, 4);
  }
});

test('strength does not matter, nor what the last layer hears', () => {
  const features = normal(2, width);
  const own = labelFreeFeatures(features, { kernel, classes });
  const louder = labelFreeFeatures(
    features.map((value) => 3 * value),
    { kernel, classes },
  );
  const towards = features.map(
    (value, k) => value + (kernel[k * classes] ?? 0) - (kernel[k * classes + 1] ?? 0),
  );
  for (const other of [louder, labelFreeFeatures(towards, { kernel, classes })]) {
    for (const [k, value] of other.entries()) expect(value).toBeCloseTo(own[k] ?? Number.NaN, 4);
  }
});

test('nothing stays nothing', () => {
  const found = labelFreeFeatures(new Float32Array(width), { kernel, classes });
  expect([...found]).toEqual(new Array(width).fill(0));
});

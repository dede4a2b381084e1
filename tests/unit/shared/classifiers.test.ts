import { describe, expect, it } from 'vitest';
import {
  classCount,
  classifierArchitectures,
  classifierNames,
} from '../../../src-shared/networks/classifiers.js';
import { elementCount, layerTable } from '../../../src-shared/networks/layer-table.js';

describe.each(classifierNames)('the %s', (name) => {
  const architecture = classifierArchitectures[name];
  const { layers, bytes } = layerTable(architecture);

  it('is under a megabyte and under ten million multiplications a digit', () => {
    expect(bytes).toBeLessThan(960_000); // model.json and the record come on top
    const multiplications = layers.map(({ weights, outputShape }) => {
      const kernel = weights.find((weight) => weight.name.endsWith('/kernel'));
      const places = outputShape.length === 3 ? elementCount(outputShape.slice(0, 2)) : 1;
      return kernel ? elementCount(kernel.shape) * places : 0;
    });
    const total = multiplications.reduce((sum, count) => sum + count, 0);
    expect(total).toBeGreaterThan(5e6);
    expect(total).toBeLessThan(1e7);
  });

  it('has 64 features before its ten logits', () => {
    expect(layers.at(-2)?.outputShape).toEqual([64]);
    expect(layers.at(-1)?.outputShape).toEqual([classCount]);
  });
});

it('share no convolution', () => {
  const kernels = classifierNames.map((name) =>
    layerTable(classifierArchitectures[name])
      .layers.filter(({ type }) => type === 'Conv2D')
      .map(({ weights }) => weights[0]?.shape.join('×')),
  );
  const shared = kernels.flatMap((shapes, at) =>
    kernels.slice(at + 1).flatMap((others) => shapes.filter((shape) => others.includes(shape))),
  );
  expect(shared).toEqual([]);
});

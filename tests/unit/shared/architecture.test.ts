import { describe, expect, it } from 'vitest';
import { presets, visiblePresets } from '../../../src-shared/config/presets.js';
import {
  discriminatorArchitecture,
  generatorArchitecture,
} from '../../../src-shared/networks/architecture.js';
import { layerTable } from '../../../src-shared/networks/layer-table.js';

describe('classic', () => {
  it('is the generator of 22,428,288 parameters, layer by layer', () => {
    const table = layerTable(generatorArchitecture({ width: 1, noiseDim: 100 }));
    expect(
      table.layers.map((layer) => [layer.type, layer.parameters, ...layer.outputShape]),
    ).toEqual([
      ['Dense', 5_017_600, 50_176],
      ['BatchNormalization', 200_704, 50_176],
      ['LeakyReLU', 0, 50_176],
      ['Reshape', 0, 7, 7, 1024],
      ['Conv2DTranspose', 13_107_200, 14, 14, 512],
      ['BatchNormalization', 2_048, 14, 14, 512],
      ['LeakyReLU', 0, 14, 14, 512],
      ['Conv2DTranspose', 3_276_800, 28, 28, 256],
      ['BatchNormalization', 1_024, 28, 28, 256],
      ['LeakyReLU', 0, 28, 28, 256],
      ['Conv2DTranspose', 819_200, 28, 28, 128],
      ['BatchNormalization', 512, 28, 28, 128],
      ['LeakyReLU', 0, 28, 28, 128],
      ['Conv2DTranspose', 3_200, 28, 28, 1],
    ]);
    expect(table).toMatchObject({
      parameters: 22_428_288,
      trainable: 22_326_144,
      nonTrainable: 102_144,
      bytes: 4 * 22_428_288,
    });
  });

  it('is the discriminator of 4,108,289 parameters', () => {
    const table = layerTable(discriminatorArchitecture({ width: 1 }));
    const weighty = table.layers.filter((layer) => layer.parameters > 0);
    expect(weighty.map((layer) => [layer.name, layer.parameters, ...layer.outputShape])).toEqual([
      ['conv2d', 3_328, 14, 14, 128],
      ['conv2d_1', 819_456, 7, 7, 256],
      ['conv2d_2', 3_277_312, 4, 4, 512],
      ['dense', 8_193, 1],
    ]);
    expect(table).toMatchObject({ parameters: 4_108_289, trainable: 4_108_289, nonTrainable: 0 });
  });
});

describe('presets', () => {
  it('have whole widths and shrink with their factor', () => {
    for (const { width } of Object.values(presets))
      expect(Number.isInteger(128 * width)).toBe(true);
    const sizes = visiblePresets.map(
      ({ width }) => layerTable(generatorArchitecture({ width, noiseDim: 100 })).parameters,
    );
    expect(sizes).toEqual([...sizes].sort((a, b) => b - a));
  });
});

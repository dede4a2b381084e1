import { describe, expect, it } from 'vitest';
import { estimateWords } from '../../../src-renderer/screens/train/estimate-words.js';
import {
  type NetworkTables,
  networkTables,
  parameterCount,
} from '../../../src-renderer/screens/train/network-tables.js';
import { nameProblem } from '../../../src-renderer/screens/train/run-name.js';

describe('estimateWords', () => {
  const words = (imagesPerSecond: number, epochs: number, images = 60_000) =>
    estimateWords({ imagesPerSecond, epochs, images }).replaceAll(/\s/g, ' ');

  it('is no more exact than a measurement', () => {
    expect(words(964, 20)).toBe('About 21 min for 20 epochs (964 images/s)');
    expect(words(3000, 1, 100)).toBe('About 5 sec for 1 epoch (3,000 images/s)');
    expect(words(1000, 1, 87_000)).toBe('About 1 min 25 sec for 1 epoch (1,000 images/s)');
    expect(words(58, 50)).toBe('About 14 hr for 50 epochs (58 images/s)');
    expect(words(100, 20)).toBe('About 3 hr 20 min for 20 epochs (100 images/s)');
    expect(words(2.44, 50)).toBe('About 14 days 6 hr for 50 epochs (2.4 images/s)');
  });
});

describe('nameProblem', () => {
  const taken = (name: string) => name === 'compact';

  it.each(['', '  ', 'Zahlen Nr. 2', 'é-1_b', 'Zoe\u0308', 'हिन्दी'])('takes %j', (name) => {
    expect(nameProblem(name, taken)).toBeNull();
  });

  it.each(['a/b', '../x', '.hidden', 'end.', 'nul.txt', 'x'.repeat(101)])('refuses %j', (name) => {
    expect(nameProblem(name, taken)).toMatch(/^The name (can|must) .*\.$/);
  });

  it('refuses the name of another run', () => {
    expect(nameProblem(' compact ', taken)).toMatch(/already/);
  });
});

describe('networkTables', () => {
  it('counts both networks together', () => {
    const size = { preset: 'classic', noiseDim: 100, kind: 'gan' } as const;
    const { generator, discriminator } = networkTables(size);
    expect(generator.layers.at(-1)?.outputShape).toEqual([28, 28, 1]);
    expect(discriminator.layers.at(-1)?.outputShape).toEqual([1]);
    expect(parameterCount(size)).toBe(generator.parameters + discriminator.parameters);
  });

  it('have an output for each label, for slant and for stroke width beside the one of a gan', () => {
    const size = { preset: 'compact', noiseDim: 100, kind: 'conditional' } as const;
    const outputs = ({ discriminator }: NetworkTables) => discriminator.layers.at(-1)?.outputShape;
    expect(outputs(networkTables(size))).toEqual([13]);
    expect(outputs(networkTables({ ...size, labels: [3, 8] }))).toEqual([5]);
  });
});

import { describe, expect, it } from 'vitest';
import { LossIndex } from '../../../src-renderer/screens/train/loss-index.js';
import { lossLines, windowOf } from '../../../src-renderer/screens/train/loss-lines.js';
import { LossRecord } from '../../../src-renderer/state/loss-record.js';
import { maxPoints } from '../../../src-shared/charts/loss-series.js';

/** Losses that rise slowly with one spike, so that each step is told from the others. */
function losses(length: number, spike = -1): Float32Array {
  return Float32Array.from({ length }, (_, index) => (index === spike ? 9 : 1 + index / length));
}

function indexOf(generator: Float32Array, discriminator = generator): LossIndex {
  const record = new LossRecord();
  record.write(1, { generator, discriminator });
  const index = new LossIndex();
  while (!index.follow(record));
  return index;
}

describe('LossColumn', () => {
  it('draws every step of a short range', () => {
    const { generator } = indexOf(Float32Array.of(3, 1, 2));
    expect(generator.envelope({ from: 0, to: 3 }, 10)).toEqual([
      { x: 1, y: 3 },
      { x: 2, y: 1 },
      { x: 3, y: 2 },
    ]);
    expect(generator.envelope({ from: 1, to: 2 }, 10)).toEqual([{ x: 2, y: 1 }]);
  });

  it.each([1000, 100_000])('keeps the extremes of %i steps in few points', (length) => {
    const spike = Math.floor(length * 0.377);
    const { generator } = indexOf(losses(length, spike));
    const line = generator.envelope({ from: 0, to: length }, 200);
    expect(line.length).toBeLessThanOrEqual(200);
    expect(line).toContainEqual({ x: spike + 1, y: 9 });
    expect(line[0]).toEqual({ x: 1, y: 1 });
    expect(line.at(-1)?.x).toBe(length);
    expect(line.every(({ x }, place) => place === 0 || x > (line[place - 1]?.x ?? 0))).toBe(true);
  });

  it('is the same whether its steps came at once or one by one', () => {
    const all = losses(3000, 1234);
    const record = new LossRecord();
    const index = new LossIndex();
    for (let step = 1; step <= all.length; step += 7) {
      const some = all.subarray(step - 1, step + 6);
      record.write(step, { generator: some, discriminator: some });
      index.follow(record);
    }
    const range = { from: 0, to: all.length };
    const whole = indexOf(all);
    expect(index.generator.envelope(range, 100)).toEqual(whole.generator.envelope(range, 100));
    expect(index.generator.mean(range)).toBe(whole.generator.mean(range));
  });

  it('means over what is finite', () => {
    const { generator } = indexOf(Float32Array.of(1, Number.NaN, 3, Number.POSITIVE_INFINITY, 8));
    expect(generator.mean({ from: 0, to: 5 })).toBe(4);
    expect(generator.mean({ from: 1, to: 2 })).toBeNull();
    expect(generator.mean({ from: 4, to: 99 })).toBe(8);
    expect(generator.envelope({ from: 0, to: 5 }, 10).map(({ x }) => x)).toEqual([1, 3, 5]);
  });

  it('moves its mean with the steps, fewer at both ends', () => {
    const { generator } = indexOf(Float32Array.of(1, 2, 6, 2, 4));
    const means = generator.means({ from: 0, to: 5 }, { window: 3, points: 10 });
    expect(means.map(({ y }) => y)).toEqual([1.5, 3, 10 / 3, 4, 3]);
    const few = generator.means({ from: 0, to: 5 }, { window: 1, points: 3 });
    expect(few.map(({ x }) => x)).toEqual([1, 3, 5]);
  });
});

describe('LossIndex', () => {
  it('takes in a long record in parts', () => {
    const record = new LossRecord();
    const all = losses(120_000);
    record.write(1, { generator: all, discriminator: all });
    const index = new LossIndex();
    expect(index.follow(record)).toBe(false);
    expect(index.length).toBeLessThan(120_000);
    let calls = 1;
    while (!index.follow(record)) calls++;
    expect(calls).toBeLessThan(10);
    expect(index.length).toBe(120_000);
  });

  it('begins again when recorded steps change, go, or another training comes', () => {
    const record = new LossRecord();
    const write = (first: number, values: readonly number[]) => {
      const some = Float32Array.from(values);
      record.write(first, { generator: some, discriminator: some });
    };
    const index = new LossIndex();
    const mean = () => index.generator.mean({ from: 0, to: 100 });
    write(1, [1, 1, 1]);
    index.follow(record);
    record.cut(1);
    write(2, [4, 4]);
    index.follow(record);
    expect(mean()).toBe(3);
    write(1, [7]);
    index.follow(record);
    expect(mean()).toBe(5);
    index.follow(new LossRecord());
    expect(index.length).toBe(0);
    expect(mean()).toBeNull();
  });
});

describe('lossLines', () => {
  const index = indexOf(losses(100_000), losses(100_000, 50_000));

  it('bounds every line', () => {
    const { strong, faint } = lossLines(index, {
      view: { from: 0, to: 100_000 },
      window: windowOf(100_000, 2),
      width: 5000,
    });
    for (const line of [...strong, ...faint]) expect(line.length).toBeLessThanOrEqual(maxPoints);
    expect(faint[1].some(({ y }) => y === 9)).toBe(true);
    expect(strong[1].every(({ y }) => y < 2)).toBe(true);
  });

  it('shows every step of a narrow view, and no faint lines without smoothing', () => {
    const { strong, faint } = lossLines(index, {
      view: { from: 500, to: 600 },
      window: 1,
      width: 800,
    });
    const steps = strong[0].map(({ x }) => x);
    expect(steps).toEqual(Array.from({ length: steps.length }, (_, place) => 499 + place));
    expect(steps.at(-1)).toBe(601);
    expect(faint).toEqual([[], []]);
  });

  it('smooths over an odd part of all steps', () => {
    expect(windowOf(100, 0)).toBe(1);
    expect(windowOf(10, 2)).toBe(1);
    expect(windowOf(1000, 2)).toBe(21);
  });
});

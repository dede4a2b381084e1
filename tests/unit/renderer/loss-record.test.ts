import { describe, expect, it } from 'vitest';
import { LossRecord } from '../../../src-renderer/state/loss-record.js';

const losses = (...generator: number[]) => ({
  generator: Float32Array.from(generator),
  discriminator: Float32Array.from(generator, (loss) => -loss),
});

describe('LossRecord', () => {
  it('appends bundles, beyond its first capacity', () => {
    const record = new LossRecord();
    for (let step = 1; step <= 5000; step += 10) {
      expect(record.write(step, losses(...Array.from({ length: 10 }, (_, i) => step + i)))).toBe(
        true,
      );
    }
    expect(record.length).toBe(5000);
    expect([record.generator[0], record.generator[4999]]).toEqual([1, 5000]);
    expect(record.discriminator[4999]).toBe(-5000);
  });

  it('says that steps are missing, and takes them later without losing newer ones', () => {
    const record = new LossRecord();
    expect(record.write(3, losses(3, 4))).toBe(false);
    expect([...record.generator]).toEqual([Number.NaN, Number.NaN, 3, 4]);
    expect(record.write(1, losses(1, 2, 3))).toBe(true);
    expect([...record.generator]).toEqual([1, 2, 3, 4]);
    expect([...record.discriminator]).toEqual([-1, -2, -3, -4]);
  });

  it('forgets what a resume does again', () => {
    const record = new LossRecord();
    record.write(1, losses(1, 2, 3, 4));
    record.cut(2);
    record.cut(9);
    expect([...record.generator]).toEqual([1, 2]);
    expect(record.write(4, losses(4))).toBe(false);
    expect([...record.generator]).toEqual([1, 2, Number.NaN, 4]);
  });
});

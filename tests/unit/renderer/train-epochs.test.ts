import { describe, expect, it } from 'vitest';
import { epochLosses, spread } from '../../../src-renderer/screens/train/epoch-losses.js';
import { LossIndex } from '../../../src-renderer/screens/train/loss-index.js';
import { PictureCache } from '../../../src-renderer/screens/train/picture-cache.js';
import { LossRecord } from '../../../src-renderer/state/loss-record.js';

describe('epochLosses', () => {
  it('means over each epoch, the one under way over its steps so far', () => {
    const record = new LossRecord();
    record.write(1, {
      generator: Float32Array.of(1, 3, 5, 7, 9),
      discriminator: Float32Array.of(2, 2, Number.NaN, Number.NaN, 4),
    });
    const index = new LossIndex();
    index.follow(record);
    expect(epochLosses(index, 2)).toEqual([
      { epoch: 1, steps: 2, generator: 2, discriminator: 2 },
      { epoch: 2, steps: 2, generator: 6, discriminator: null },
      { epoch: 3, steps: 1, generator: 9, discriminator: 4 },
    ]);
    expect(epochLosses(new LossIndex(), 2)).toEqual([]);
  });
});

describe('spread', () => {
  it('keeps all of few, and first and last of many', () => {
    expect(spread(4, 10)).toEqual([0, 1, 2, 3]);
    expect(spread(1, 10)).toEqual([0]);
    expect(spread(0, 10)).toEqual([]);
    expect(spread(101, 5)).toEqual([0, 25, 50, 75, 100]);
  });
});

describe('PictureCache', () => {
  it('asks once for what it keeps, and drops what was used longest ago', async () => {
    const asked: number[] = [];
    const cache = new PictureCache(async (epoch) => {
      asked.push(epoch);
      return Uint8Array.of(epoch);
    }, 2);
    for (const epoch of [1, 2, 1, 3, 1, 2]) {
      expect(await cache.get(epoch)).toEqual(Uint8Array.of(epoch));
    }
    expect(asked).toEqual([1, 2, 3, 2]);
  });

  it('asks again after an error', async () => {
    let calls = 0;
    const cache = new PictureCache(async () => {
      calls++;
      if (calls === 1) throw new Error('lost');
      return Uint8Array.of(7);
    }, 2);
    await expect(cache.get(1)).rejects.toThrow('lost');
    expect(await cache.get(1)).toEqual(Uint8Array.of(7));
  });
});

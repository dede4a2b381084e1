import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { opaquePixels } from '../../../src-renderer/screens/datasets/sample-pixels.js';
import { Samples } from '../../../src-renderer/screens/datasets/samples.svelte.js';
import type { DatasetPreview, DatasetRequest } from '../../../src-shared/contract/data-sets.js';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const requestOf = (height: number) => ({ height }) as DatasetRequest;

/** Answers when it is told to. */
function answering() {
  const waiting: { height: number; answer: (strings: string) => void; fail: () => void }[] = [];
  const preview = ({ request }: { request: DatasetRequest }) =>
    new Promise<DatasetPreview>((resolve, reject) => {
      waiting.push({
        height: request.height,
        answer: (strings) => resolve({ strings, strips: [] }),
        fail: () => reject(new Error('gone')),
      });
    });
  return { waiting, samples: new Samples(preview) };
}

describe('samples', () => {
  it('are asked for one after the other, and the last that was wished for wins', async () => {
    const { waiting, samples } = answering();
    for (const height of [16, 17, 18]) samples.ask({ request: requestOf(height), first: 0 });
    await vi.runAllTimersAsync();
    samples.ask({ request: requestOf(19), first: 0 });
    samples.ask({ request: requestOf(20), first: 0 });
    await vi.runAllTimersAsync();
    expect(waiting.map(({ height }) => height)).toEqual([18]);
    waiting[0]?.answer('18');
    await vi.runAllTimersAsync();
    expect(samples.shown?.strings).toBe('18');
    expect(samples.busy).toBe(true);
    expect(waiting.map(({ height }) => height)).toEqual([18, 20]);
    waiting[1]?.answer('20');
    await vi.runAllTimersAsync();
    expect([samples.shown?.strings, samples.busy]).toEqual(['20', false]);
  });

  it('say what went wrong, and come when they are asked for again', async () => {
    const { waiting, samples } = answering();
    samples.ask({ request: requestOf(16), first: 0 });
    await vi.runAllTimersAsync();
    expect(samples.slow).toBe(true);
    waiting[0]?.fail();
    await vi.runAllTimersAsync();
    expect(samples.error?.message).toBe('gone');
    samples.again();
    await vi.runAllTimersAsync();
    waiting[1]?.answer('16');
    await vi.runAllTimersAsync();
    expect([samples.error, samples.shown?.strings]).toEqual([null, '16']);
  });
});

it('grey and coloured pixels become opaque ones', () => {
  const size = { width: 2, height: 1 };
  const grey = opaquePixels({ ...size, channels: 1, pixels: Uint8Array.of(7, 200) });
  expect([...grey]).toEqual([7, 7, 7, 255, 200, 200, 200, 255]);
  const coloured = opaquePixels({ ...size, channels: 3, pixels: Uint8Array.of(1, 2, 3, 4, 5, 6) });
  expect([...coloured]).toEqual([1, 2, 3, 255, 4, 5, 6, 255]);
});

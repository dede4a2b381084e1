import { describe, expect, it } from 'vitest';
import { LatestOnly } from '../../../src-renderer/screens/drawing/latest-only.js';

/** Work that ends when the test says so. */
function recordedWork() {
  const begun: string[] = [];
  const ends: (() => void)[] = [];
  const latest = new LatestOnly<string>((request) => {
    begun.push(request);
    return new Promise((resolve) => ends.push(resolve));
  });
  return { begun, ends, latest };
}

describe('LatestOnly', () => {
  it('does one thing at a time, then only the latest of what was asked meanwhile', async () => {
    const { begun, ends, latest } = recordedWork();
    const first = latest.ask('a');
    void latest.ask('b');
    const last = latest.ask('c');
    expect(begun).toEqual(['a']);
    ends[0]?.();
    await expect.poll(() => begun).toEqual(['a', 'c']);
    ends[1]?.();
    await Promise.all([first, last]);
    expect(begun).toEqual(['a', 'c']);
  });

  it('begins anew after it was done', async () => {
    const { begun, ends, latest } = recordedWork();
    const first = latest.ask('a');
    ends[0]?.();
    await first;
    const second = latest.ask('b');
    ends[1]?.();
    await second;
    expect(begun).toEqual(['a', 'b']);
  });

  it('forgets what waits', async () => {
    const { begun, ends, latest } = recordedWork();
    const done = latest.ask('a');
    void latest.ask('b');
    latest.forget();
    ends[0]?.();
    await done;
    expect(begun).toEqual(['a']);
  });
});

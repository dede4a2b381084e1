import type { Service } from '../../service/service.js';
import type { ChosenHand } from '../options/hand-options.js';
import type { Interrupts } from '../terminal/interrupts.js';
import type { Progress } from '../terminal/progress.js';
import { whole } from '../terminal/whole.js';

export interface Sampling extends ChosenHand {
  readonly service: Service;
  readonly interrupts: Interrupts;
  readonly progress: Progress;
  readonly model: string;
  readonly seed: number;
  /** What is asked for, one after the other; undefined for what comes, or all that the model knows. */
  readonly labels: readonly number[] | undefined;
  readonly count: number;
}

/** Digits asked for at once: few enough for a Ctrl-C to be heard soon. */
const chunk = 256;

/**
 * The digits of a seed in their order, as grey levels [n, 28, 28] with n up to 256.
 *
 * @throws Interrupted at a Ctrl-C
 */
export async function* sampleDigits({
  service,
  interrupts,
  progress,
  count,
  labels,
  ...series
}: Sampling): AsyncGenerator<Uint8Array, void> {
  const asked = { ...series, labels: labels && [...labels] };
  for (let first = 0; first < count; first += chunk) {
    const range = { first, count: Math.min(chunk, count - first) };
    yield await interrupts.race(service.call['digits.sample']({ ...asked, ...range }));
    const done = first + range.count;
    progress.show({ done, total: count, text: `${whole(done)} of ${whole(count)} digits` });
  }
}

import { setImmediate } from 'node:timers/promises';

/**
 * Goes through work that computes for long, and lets everything else have its turn between two steps.
 *
 * @param between called there; what it throws ends the work
 */
export async function inSteps<Value>(
  steps: Generator<void, Value>,
  between: () => void,
): Promise<Value> {
  for (let step = steps.next(); ; step = steps.next()) {
    if (step.done === true) return step.value;
    between();
    await setImmediate();
  }
}

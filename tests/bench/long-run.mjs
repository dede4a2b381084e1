// Whether a long training stays as fast and as small as it began: 10,000 real steps of one worker.
import { otherLoad } from './surroundings.mjs';
import { Worker } from './worker.mjs';
import { workerCommand } from './worker-commands.mjs';

const chunk = 100;
const windows = { early: [100, 1_100], late: [9_000, 10_000] };
const total = windows.late[1] ?? 0;

/**
 * @param {import('./rows.mjs').Group} group
 * @param {import('./measure-group.mjs').Settings} settings
 * @returns {Promise<Map<string, import('./measure-group.mjs').Measured>>} seconds and bytes of each hundred steps
 */
export async function measureLongRun(group, { needs, pythons, loads, say, signal }) {
  /** @type {Map<string, import('./measure-group.mjs').Measured>} */
  const results = new Map();
  for (const name of needs.keys()) {
    /** @type {Map<string, number[]>} */
    const values = new Map();
    const worker = new Worker(await workerCommand(name, group, pythons));
    let failure = '';
    try {
      await worker.ready();
      const started = performance.now();
      for (let step = 0; step < total; step += chunk) {
        signal.throwIfAborted();
        if (step % 1_000 === 0) {
          const left = ((performance.now() - started) / 1000 / step) * (total - step);
          const more = step === 0 ? '' : ` · about ${Math.ceil(left)} s left of it`;
          say(`${group.name}: step ${step.toLocaleString('en')} of ${total}${more}`);
        }
        /** @type {number[]} */
        let times = [];
        const others = await otherLoad(async () => {
          const before = worker.processorSeconds;
          times = await worker.ask({ do: 'train', steps: chunk });
          return worker.processorSeconds - before;
        });
        loads.push(others);
        const [resident = Number.NaN] = await worker.ask({ do: 'resident' });
        const seconds = times.reduce((sum, time) => sum + time, 0);
        for (const [when, [first = 0, end = 0]] of Object.entries(windows)) {
          if (step < first || step >= end) continue;
          values.set(`time, ${when}`, [...(values.get(`time, ${when}`) ?? []), seconds]);
          values.set(`memory, ${when}`, [...(values.get(`memory, ${when}`) ?? []), resident]);
        }
      }
    } catch (error) {
      failure = error instanceof Error ? error.message : String(error);
    } finally {
      await worker.end();
    }
    signal.throwIfAborted();
    results.set(name, { values, versions: worker.versions, failure });
  }
  return results;
}

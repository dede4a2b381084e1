// What `digits doctor` says about engines.
import { chooseEngine } from './choose.mjs';
import { sizeOf } from './download-wheel.mjs';
import { engineDirectory, findEngine, forcedEngine } from './find-engine.mjs';
import { detectMachine } from './machine.mjs';

/**
 * @typedef {import('./choose.mjs').Candidate} Candidate
 * @typedef {import('./choose.mjs').EngineName} EngineName
 * @typedef {object} Diagnosis
 * @property {EngineName} engine the one in use
 * @property {import('./find-engine.mjs').Engine | null} installed the native one in use
 * @property {Candidate[]} alternatives the other engines, best first
 * @property {{path: string, bytes: number}} cache of all installed engines
 * @property {import('./machine.mjs').Processor} processor
 */

/**
 * @param {{machine?: import('./machine.mjs').Machine}} [options] `machine` for tests; otherwise this one
 * @returns {Promise<Diagnosis>}
 */
export async function diagnoseEngines({ machine } = {}) {
  const here = machine ?? (await detectMachine());
  const installed = findEngine();
  const engine = installed?.engine ?? 'javascript';
  const cache = engineDirectory();
  return {
    engine,
    installed,
    alternatives: alternatives(chooseEngine(here, { forced: forcedEngine() }), engine),
    cache: { path: cache, bytes: await sizeOf(cache) },
    processor: here.processor,
  };
}

/**
 * @param {Candidate[]} candidates best first
 * @param {EngineName} chosen
 * @returns {Candidate[]}
 */
function alternatives(candidates, chosen) {
  const place = candidates.findIndex(({ engine }) => engine === chosen);
  return candidates.flatMap((candidate, index) => {
    if (candidate.engine === chosen) return [];
    if (index < place && candidate.available) {
      const reason = `${candidate.reason} It is not installed.`;
      const remedy = `Run: DIGITS_ENGINE=${candidate.engine} digits engine install`;
      return [{ ...candidate, reason, remedy }];
    }
    return [candidate];
  });
}

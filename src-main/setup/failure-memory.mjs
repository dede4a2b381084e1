// A failed installation is not tried again at every start: without a network, or with a compiler that does not
// fit, each would cost minutes. An explicit `install` always tries.
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { engineDirectory, forcedEngine } from './find-engine.mjs';
import { SetupError } from './setup-error.mjs';

/** How long, ms. */
const LIFETIME = 3_600_000;

/** Failures that looking at the machine again would not show at once. */
const REMEMBERED = new Set([
  'NETWORK',
  'WHEEL_MISSING',
  'HASH_MISMATCH',
  'DOWNLOAD_FAILED',
  'UNPACK_FAILED',
  'COMPILE_FAILED',
  'VERIFY_FAILED',
]);

/** @returns {string} */
function memory() {
  return path.join(engineDirectory(), 'last-failure.json');
}

/** @param {SetupError} failure */
export function rememberFailure({ code, message, remedy, details }) {
  if (!REMEMBERED.has(code)) return;
  const record = { at: Date.now(), forced: forcedEngine(), code, message, remedy, details };
  try {
    writeFileSync(memory(), JSON.stringify(record));
  } catch {
    // Then it is tried again, which is slow and not wrong.
  }
}

export function forgetFailure() {
  rmSync(memory(), { force: true });
}

/** @returns {SetupError | null} */
export function recallFailure() {
  try {
    const record = JSON.parse(readFileSync(memory(), 'utf8'));
    const age = Date.now() - record.at;
    if (!(age >= 0 && age < LIFETIME) || record.forced !== forcedEngine()) return null;
    const remedy = `${record.remedy} (\`digits engine install\` tries again; this was ${Math.round(age / 60_000)} minutes ago.)`;
    return new SetupError(record.code, record.message, { remedy, details: record.details });
  } catch {
    return null;
  }
}

import { constants } from 'node:os';
import process from 'node:process';

/**
 * Ends this process now. Node's own exit waits for the file calls of its threads, and one that opens a
 * FIFO without a reader never comes back.
 * @param {number} code
 */
export function exitAtOnce(code) {
  if (process.getActiveResourcesInfo().some((name) => name.startsWith('FSReq'))) die(code);
  process.exit(code);
}

/**
 * By the signal that a shell shows as the same code, or by the hardest.
 * @param {number} code
 */
function die(code) {
  const { SIGINT, SIGTERM, SIGHUP, SIGKILL } = constants.signals;
  const number = [SIGINT, SIGTERM, SIGHUP].find((signal) => 128 + signal === code) ?? SIGKILL;
  // Without a listener a signal does what it does by default.
  for (const name of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.removeAllListeners(name);
  }
  process.kill(process.pid, number);
}

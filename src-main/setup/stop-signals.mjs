// What a person, a terminal or a system means by a signal that asks a program to end.
import { EventEmitter } from 'node:events';
import { constants } from 'node:os';
import process from 'node:process';
import { exitAtOnce } from './exit-at-once.mjs';
import { ignoresHangUp } from './hang-up.mjs';

/**
 * @typedef {'SIGINT' | 'SIGTERM' | 'SIGHUP'} StopSignal
 * @typedef {object} SignalSource a process, or what stands for one
 * @property {(signal: StopSignal, listener: (signal: StopSignal) => void) => unknown} on
 * @property {(signal: StopSignal, listener: (signal: StopSignal) => void) => unknown} off
 */

/** Ctrl-C, a system or `kill`, a terminal that closes. @type {readonly StopSignal[]} */
const stopSignals = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/** Signals that come within this time of one are the same wish, ms: `timeout` sends its own twice. */
const ONE_WISH = 1000;

/**
 * The code of a program that a signal ended, as shells have it.
 * @param {NodeJS.Signals} signal
 * @returns {number} 130, 143 or 129 for those of a wish
 */
export const exitCodeOf = (signal) => 128 + constants.signals[signal];

/**
 * The wishes behind this process's stop signals, for its whole life: each comes once, however often it is
 * repeated within a second. One that nobody listens to ends the process, which has not begun its work then.
 * @param {object} [options]
 * @param {SignalSource} [options.source]
 * @param {() => number} [options.now] ms
 * @param {boolean} [options.hangUpIgnored] whether a terminal that closes is to change nothing
 * @param {(signal: StopSignal) => void} [options.onUnheard]
 * @returns {SignalSource}
 */
export function wishesToStop({
  source = process,
  now = () => performance.now(),
  hangUpIgnored = ignoresHangUp(),
  onUnheard = endEarly,
} = {}) {
  const wishes = new EventEmitter();
  let last = Number.NEGATIVE_INFINITY;
  for (const signal of stopSignals) {
    source.on(signal, () => {
      if (signal === 'SIGHUP' && hangUpIgnored) return;
      if (now() - last <= ONE_WISH) return;
      last = now();
      if (!wishes.emit(signal, signal)) onUnheard(signal);
    });
  }
  return wishes;
}

/**
 * Takes charge of the wishes until `dispose`: the first asks what is under way to end, the next ends it.
 * @param {SignalSource} source
 * @param {{onAgain?: (signal: StopSignal) => void}} [options]
 * @returns {{signal: AbortSignal, dispose: () => void}} `signal` aborts at the first wish, which `stopOf` tells
 */
export function watchStops(source, { onAgain = endAgain } = {}) {
  const abort = new AbortController();
  const { dispose } = forwardStops(source, (signal) => {
    if (abort.signal.aborted) onAgain(signal);
    else abort.abort(signal);
  });
  return { signal: abort.signal, dispose };
}

/**
 * @param {AbortSignal} signal of `watchStops`
 * @returns {StopSignal | null} what it has aborted by; null when it has not
 */
export const stopOf = ({ reason }) => stopSignals.find((name) => name === reason) ?? null;

/**
 * @param {SignalSource} source
 * @param {(signal: StopSignal) => void} hear is told each wish until `dispose`
 * @returns {{dispose: () => void}}
 */
export function forwardStops(source, hear) {
  /** @type {[StopSignal, () => void][]} */
  const listeners = stopSignals.map((signal) => [signal, () => hear(signal)]);
  for (const [signal, listener] of listeners) source.on(signal, listener);
  return {
    dispose() {
      for (const [signal, listener] of listeners) source.off(signal, listener);
    },
  };
}

/** Node would open a debugger at SIGUSR1, to whoever may reach its port. */
export function refuseDebugger() {
  process.on('SIGUSR1', () => {});
}

/** @param {StopSignal} signal */
function endEarly(signal) {
  process.stderr.write('digits: Interrupted; nothing was written.\n');
  process.exit(exitCodeOf(signal));
}

/** @param {StopSignal} signal */
function endAgain(signal) {
  exitAtOnce(exitCodeOf(signal));
}

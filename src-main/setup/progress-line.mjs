// The installer's progress on a terminal: one line that changes; elsewhere a plain line for each step.
import { formatBytes } from './space.mjs';

/** No more often than this is a terminal's line drawn, ms. */
const INTERVAL = 100;

/**
 * @param {{write(text: string): unknown, isTTY?: boolean, columns?: number}} stream
 * @param {{now?: () => number}} [options] `now` in ms
 * @returns {{show(progress: import('./install-engine.mjs').Progress): void, clear(): void}}
 */
export function createProgressLine(stream, { now = Date.now } = {}) {
  let text = '';
  let started = 0;
  let drawn = Number.NEGATIVE_INFINITY;
  const erase = () => stream.write('\r\u001b[K');
  return {
    show(progress) {
      const fresh = progress.text !== text;
      if (fresh) {
        text = progress.text;
        started = now();
        if (!stream.isTTY) stream.write(`${text} …\n`);
      }
      if (!stream.isTTY || (!fresh && now() - drawn < INTERVAL)) return;
      drawn = now();
      erase();
      const line = formatProgress({ ...progress, seconds: (now() - started) / 1000 });
      stream.write(line.slice(0, Math.max(20, (stream.columns || 80) - 1)));
    },
    clear() {
      if (stream.isTTY && text !== '') erase();
    },
  };
}

/**
 * @param {{text: string, done: number, total: number, seconds: number}} progress `seconds` since this step began
 * @returns {string}
 */
export function formatProgress({ text, done, total, seconds }) {
  if (total === 0) return `${text} …`;
  const share = Math.min(1, done / total);
  const width = 20;
  const full = Math.round(share * width);
  const bar = `${'█'.repeat(full)}${'░'.repeat(width - full)}`;
  // The first moments say nothing about speed.
  const left =
    seconds > 1 && done > 0 && done < total
      ? ` · ${formatTime((seconds / done) * (total - done))} left`
      : '';
  return `${text} ${bar} ${Math.floor(share * 100)}% · ${formatBytes(done)} of ${formatBytes(total)}${left}`;
}

/**
 * @param {number} seconds
 * @returns {string}
 */
function formatTime(seconds) {
  const whole = Math.ceil(seconds);
  return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
}

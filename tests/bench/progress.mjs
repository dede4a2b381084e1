// What the benchmark is doing, on standard error: one line that changes on a terminal, lines elsewhere.
import process from 'node:process';

const { stderr } = process;

/** @param {string} text */
export function say(text) {
  if (stderr.isTTY) stderr.write(`\r\u001b[K${text.slice(0, (stderr.columns || 80) - 1)}`);
  else stderr.write(`${text}\n`);
}

export function clearProgress() {
  if (stderr.isTTY) stderr.write('\r\u001b[K');
}

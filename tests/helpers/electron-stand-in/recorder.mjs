// What the application asked for, and what the test wants it to be answered.
import process from 'node:process';

/** @type {import('./protocol.js').RecordedCall[]} */
export const calls = [];

/**
 * The first ones come with the process: its start does not wait for the channel.
 * @type {Map<string, unknown>}
 */
export const answers = new Map(Object.entries(JSON.parse(process.env.STAND_IN_ANSWERS ?? '{}')));

/**
 * @param {string} name such as `dialog.showSaveDialog`
 * @param {readonly unknown[]} args
 */
export function record(name, ...args) {
  calls.push({ name, args: args.map(plain) });
}

/**
 * @template Value
 * @param {string} name
 * @param {Value} usual
 * @returns {Value}
 */
export function answerTo(name, usual) {
  return answers.has(name) ? /** @type {Value} */ (answers.get(name)) : usual;
}

/**
 * Without what can't cross to the test's process: functions, windows.
 * @param {unknown} value
 * @returns {unknown}
 */
function plain(value) {
  if (typeof value === 'function') return '[function]';
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return value;
  if (Object.getPrototypeOf(value) !== Object.prototype) return `[${value.constructor.name}]`;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plain(inner)]));
}

import { spawn } from 'node:child_process';
import { stripVTControlCharacters } from 'node:util';
import { errorCode, SetupError } from './setup-error.mjs';

/**
 * @typedef {object} CommandResult
 * @property {number | null} status exit code; null when a signal or the time limit ended it, or it could not start
 * @property {string | null} signal
 * @property {boolean} missing there is no such program
 * @property {string} stdout
 * @property {string} stderr its last 64 KiB
 */

/**
 * Runs a program without a shell and waits for it. Never throws because the program failed.
 * @param {string} program
 * @param {readonly string[]} args
 * @param {{env?: NodeJS.ProcessEnv | undefined, cwd?: string | undefined, timeout?: number | undefined, signal?: AbortSignal | undefined,
 *   onLine?: ((line: string) => void) | undefined}} [options] `timeout` in ms; `onLine` gets standard output as it comes
 * @returns {Promise<CommandResult>}
 * @throws {SetupError} code ABORTED
 */
export async function runCommand(program, args, { env, cwd, timeout, signal, onLine } = {}) {
  const result = await new Promise((/** @type {(value: CommandResult) => void} */ resolve) => {
    /** @type {CommandResult} */
    const outcome = { status: null, signal: null, missing: false, stdout: '', stderr: '' };
    let pending = '';
    const child = spawn(program, args, {
      env: env ?? process.env,
      ...(cwd ? { cwd } : {}),
      ...(signal ? { signal } : {}),
      stdio: ['ignore', 'pipe', 'pipe'],
      windowsHide: true,
    });
    // Not spawn's own time limit: its timer goes on, and holds up the exit, when the program is missing.
    const limit = timeout ? setTimeout(() => child.kill('SIGKILL'), timeout) : undefined;
    child.stdout.setEncoding('utf8').on('data', (/** @type {string} */ text) => {
      if (!onLine) {
        outcome.stdout += text;
        return;
      }
      const lines = (pending + text).split('\n');
      pending = lines.pop() ?? '';
      for (const line of lines) onLine(line.trimEnd());
    });
    child.stderr.setEncoding('utf8').on('data', (/** @type {string} */ text) => {
      outcome.stderr = (outcome.stderr + text).slice(-65_536);
    });
    child.on('error', (error) => {
      outcome.missing = ['ENOENT', 'EACCES', 'ENOTDIR'].includes(errorCode(error));
      if (!outcome.missing && child.pid !== undefined) return;
      clearTimeout(limit);
      resolve(outcome);
    });
    child.on('close', (status, name) => {
      clearTimeout(limit);
      if (pending !== '') onLine?.(pending.trimEnd());
      resolve({ ...outcome, status, signal: name });
    });
  });
  // Only now: the program has ended and no longer writes to anything the caller is about to delete.
  if (signal?.aborted) throw new SetupError('ABORTED', 'Interrupted.');
  return result;
}

/**
 * @param {string} text of a failing program
 * @param {number} [count]
 * @returns {string} its last lines that say something
 */
export function lastLines(text, count = 6) {
  // A tool's colours, and whatever else a terminal would obey, are left out.
  const plain = stripVTControlCharacters(text).replace(/[^\P{Cc}\r\n\t]/gu, '');
  const lines = plain.split(/\r?\n|\r/).map((line) => line.trimEnd());
  return lines
    .filter((line) => line !== '')
    .slice(-count)
    .join('\n');
}

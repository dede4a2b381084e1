// Electron's package is a wrapper: its own installer fetches the binary.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { lastLines, runCommand } from './run-command.mjs';

/** A download of 120 MB, ms. */
const PATIENCE = 300_000;

/**
 * @param {string} root of the checkout
 * @returns {string | null} the binary's path when it is there
 */
export function findElectron(root) {
  const folder = path.join(root, 'node_modules', 'electron');
  const name = path.join(folder, 'path.txt');
  if (!existsSync(name)) return null;
  const binary = path.join(folder, 'dist', readFileSync(name, 'utf8').trim());
  return existsSync(binary) ? binary : null;
}

/**
 * @param {string} root
 * @param {{signal?: AbortSignal | undefined, patience?: number}} [options] `patience` in ms
 * @returns {Promise<{timedOut: boolean, words: string} | null>} null when the binary is there
 * @throws {import('./setup-error.mjs').SetupError} code ABORTED
 */
export async function installElectron(root, { signal, patience = PATIENCE } = {}) {
  const installer = path.join(root, 'node_modules', 'electron', 'install.js');
  if (!existsSync(installer)) return { timedOut: false, words: 'its package is not installed' };
  const started = Date.now();
  const result = await runCommand(process.execPath, [installer], {
    cwd: root,
    env: throughProxy(process.env),
    signal,
    timeout: patience,
  });
  if (findElectron(root) !== null) return null;
  const timedOut = result.status === null && Date.now() - started >= patience;
  return { timedOut, words: timedOut ? '' : reasonOf(result.stderr) };
}

/**
 * Electron's installer takes the way that npm took only when it is told to.
 * @param {NodeJS.ProcessEnv} env
 * @returns {NodeJS.ProcessEnv}
 */
function throughProxy(env) {
  return env.HTTPS_PROXY || env.https_proxy ? { ELECTRON_GET_USE_PROXY: 'true', ...env } : env;
}

/**
 * The sentence of a stack trace that says what went wrong: the innermost cause's.
 * @param {string} text
 * @returns {string}
 */
function reasonOf(text) {
  const sentences = [...text.matchAll(/^\s*(?:\[cause\]: )?\w*Error: (.+?)\.?$/gm)];
  return sentences.at(-1)?.[1] ?? lastLines(text, 1).trim();
}

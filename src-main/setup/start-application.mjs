import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { afterElectron, afterFailedInstallation, chooseShell } from './choose-shell.mjs';
import { findElectron, installElectron } from './electron-binary.mjs';
import { ensureEngine } from './engine.mjs';
import { exitCodeOf, forwardStops, stopOf, watchStops } from './stop-signals.mjs';

/**
 * @typedef {import('./choose-shell.mjs').Choice} Choice
 * @typedef {object} Options
 * @property {string} root of the checkout
 * @property {NodeJS.Platform} platform
 * @property {string} nodeVersion
 * @property {NodeJS.ProcessEnv} env
 * @property {boolean} superuser
 * @property {(text: string) => void} say
 * @property {import('./stop-signals.mjs').SignalSource} signals stop what is being put in place; a window that is
 *   open decides itself
 *
 * @typedef {Options & {signal: AbortSignal}} Preparation
 */

/**
 * Puts in place what is missing, builds what has changed, opens the application and waits for its end.
 * @param {Options} options
 * @returns {Promise<number>} exit code
 * @throws {import('./setup-error.mjs').SetupError}
 */
export async function startApplication(options) {
  const { root, say, signals } = options;
  const stops = watchStops(signals);
  let choice;
  try {
    choice = await prepare({ ...options, signal: stops.signal });
  } catch (error) {
    const reason = stopOf(stops.signal);
    if (reason === null) throw error;
    say('Interrupted before the application opened.');
    return exitCodeOf(reason);
  } finally {
    stops.dispose();
  }
  if (choice.shell === 'desktop') {
    const began = Date.now();
    const end = await run(findElectron(root) ?? '', [root], { ...options, alone: true });
    const seconds = (Date.now() - began) / 1000;
    const fallback = afterElectron({ ...end, seconds, confined: forbidsSandboxes() });
    if (fallback === null) return exitCode(end);
    choice = fallback;
  }
  say(choice.reason);
  if (choice.remedy) say(choice.remedy);
  // It builds what it needs, and prints its address.
  const launcher = path.join(root, 'src-main', 'setup', 'digits.mjs');
  const args = ['serve', ...(choice.open ? ['--open'] : [])];
  return exitCode(await run(process.execPath, [launcher, ...args], options));
}

/**
 * @param {Preparation} options
 * @returns {Promise<Choice>}
 */
async function prepare(options) {
  await prepareEngine(options);
  const electron = findElectron(options.root) !== null;
  let choice = chooseShell({ ...options, electron });
  if (choice.shell === 'desktop' && choice.install) choice = await fetchElectron(options);
  if (choice.shell === 'desktop') await buildPage(options);
  return choice;
}

/**
 * Without the native engine the application opens all the same, and says what is missing.
 * @param {Preparation} options
 */
async function prepareEngine({ signal, say }) {
  const { createProgressLine } = await import('./progress-line.mjs');
  const line = createProgressLine(process.stderr);
  try {
    const { failure } = await ensureEngine({
      signal,
      onProgress: line.show,
      onWarning: (message) => {
        line.clear();
        say(message);
      },
    });
    line.clear();
    if (failure) say(`Warning: without the native engine. ${failure.message} ${failure.remedy}`);
  } finally {
    line.clear();
  }
}

/**
 * @param {Preparation} options
 * @returns {Promise<Choice>}
 */
async function fetchElectron({ root, signal, say }) {
  say('Fetching Electron, about 120 MB, once …');
  const failure = await installElectron(root, { signal });
  return failure === null ? { shell: 'desktop', install: false } : afterFailedInstallation(failure);
}

/** @param {Preparation} options */
async function buildPage({ root, say, signal }) {
  const { build, isBuilt } = await import('./build.mjs');
  if (isBuilt(root, 'page')) return;
  const onStart = (/** @type {string} */ name) => say(`Building the ${name} …`);
  await build(root, { part: 'page', onStart, signal });
}

/** @returns {boolean} */
function forbidsSandboxes() {
  const file = '/proc/sys/kernel/apparmor_restrict_unprivileged_userns';
  try {
    return readFileSync(file, 'utf8').trim() === '1';
  } catch {
    return false;
  }
}

/**
 * @typedef {object} End
 * @property {number | null} code
 * @property {NodeJS.Signals | null} signal
 * @property {boolean} [refused] the system did not start it
 */

/**
 * In this terminal, until it ends. It decides what a signal means, and takes one that it gets twice, from
 * here and from the terminal, for one.
 * @param {string} program
 * @param {readonly string[]} args
 * @param {Pick<Options, 'root' | 'env' | 'signals'> & {alone?: boolean}} options `alone`: a terminal's Ctrl-C
 *   is not for the processes that it starts itself, which would end before it has saved
 * @returns {Promise<End>}
 */
function run(program, args, { root, env, signals, alone = false }) {
  // With it, Electron's binary is Node and opens no window.
  const { ELECTRON_RUN_AS_NODE: _, ...others } = env;
  const detached = alone && process.platform !== 'win32';
  const child = spawn(program, args, { cwd: root, env: others, stdio: 'inherit', detached });
  const forwarding = forwardStops(signals, (signal) => void child.kill(signal));
  return new Promise((resolve) => {
    child.on('error', () => {
      if (child.pid !== undefined) return;
      forwarding.dispose();
      resolve({ code: null, signal: null, refused: true });
    });
    child.on('close', (code, signal) => {
      forwarding.dispose();
      resolve({ code, signal });
    });
  });
}

/** @param {End} end */
const exitCode = ({ code, signal }) => code ?? (signal === null ? 1 : exitCodeOf(signal));

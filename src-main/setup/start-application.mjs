import { spawn } from 'node:child_process';
import path from 'node:path';
import process from 'node:process';
import { afterElectron, afterFailedInstallation, chooseShell } from './choose-shell.mjs';
import { findElectron, installElectron } from './electron-binary.mjs';
import { ensureEngine } from './engine.mjs';

/**
 * @typedef {import('./choose-shell.mjs').Choice} Choice
 * @typedef {object} Options
 * @property {string} root of the checkout
 * @property {NodeJS.Platform} platform
 * @property {string} nodeVersion
 * @property {NodeJS.ProcessEnv} env
 * @property {boolean} superuser
 * @property {(text: string) => void} say
 * @property {AbortSignal} signal stops what is being put in place; a window that is open decides itself
 */

/**
 * Puts in place what is missing, builds what has changed, opens the application and waits for its end.
 * @param {Options} options
 * @returns {Promise<number>} exit code
 * @throws {import('./setup-error.mjs').SetupError}
 */
export async function startApplication(options) {
  const { root, env, say } = options;
  await prepareEngine(options);
  let choice = chooseShell({ ...options, electron: findElectron(root) !== null });
  if (choice.shell === 'desktop' && choice.install) choice = await fetchElectron(options);
  if (choice.shell === 'desktop') {
    await buildPage(options);
    const began = Date.now();
    const end = await run(findElectron(root) ?? '', [root], { root, env });
    const fallback = afterElectron({ ...end, seconds: (Date.now() - began) / 1000 });
    if (fallback === null) return exitCode(end);
    choice = fallback;
  }
  say(choice.reason);
  // It builds what it needs, and prints its address.
  const launcher = path.join(root, 'src-main', 'setup', 'digits.mjs');
  const args = ['serve', ...(choice.open ? ['--open'] : [])];
  return exitCode(await run(process.execPath, [launcher, ...args], { root, env }));
}

/**
 * Without the native engine the application opens all the same, and says what is missing.
 * @param {Options} options
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
 * @param {Options} options
 * @returns {Promise<Choice>}
 */
async function fetchElectron({ root, signal, say }) {
  say('Fetching Electron, about 120 MB, once …');
  const failure = await installElectron(root, { signal });
  return failure === null ? { shell: 'desktop', install: false } : afterFailedInstallation(failure);
}

/** @param {Options} options */
async function buildPage({ root, say }) {
  const { build, isBuilt } = await import('./build.mjs');
  if (isBuilt(root, 'page')) return;
  await build(root, { part: 'page', onStart: (name) => say(`Building the ${name} …`) });
}

/**
 * In this terminal, until it ends. Ctrl-C reaches it by itself, and it decides what it means.
 * @param {string} program
 * @param {readonly string[]} args
 * @param {{root: string, env: NodeJS.ProcessEnv}} where
 * @returns {Promise<{code: number | null, signal: NodeJS.Signals | null}>}
 */
function run(program, args, { root, env }) {
  // With it, Electron's binary is Node and opens no window.
  const { ELECTRON_RUN_AS_NODE: _, ...others } = env;
  const child = spawn(program, args, { cwd: root, env: others, stdio: 'inherit' });
  const terminate = () => void child.kill('SIGTERM');
  process.on('SIGTERM', terminate);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => {
      process.off('SIGTERM', terminate);
      resolve({ code, signal });
    });
  });
}

/** @param {{code: number | null, signal: string | null}} end */
const exitCode = ({ code, signal }) => code ?? (signal === 'SIGINT' ? 130 : 1);

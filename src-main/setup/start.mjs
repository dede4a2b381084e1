#!/usr/bin/env node
// `npm start`: puts in place what is missing, builds what has changed, opens the application.
import { spawn } from 'node:child_process';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { isSupported, nodeNeeded } from './node-version.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** @param {string} text */
const say = (text) => void process.stderr.write(`${text}\n`);

/** @returns {Promise<number>} exit code */
async function start() {
  if (!isSupported(process.versions.node)) {
    say(nodeNeeded);
    return 1;
  }
  const { afterElectron, chooseShell } = await import('./choose-shell.mjs');
  const { findElectron } = await import('./electron-binary.mjs');
  const { explain, SetupError } = await import('./setup-error.mjs');
  const abort = new AbortController();
  const interrupt = () => abort.abort();
  process.on('SIGINT', interrupt).on('SIGTERM', interrupt);
  try {
    await prepareEngine(abort.signal);
    let choice = chooseShell({
      platform: process.platform,
      nodeVersion: process.versions.node,
      env: process.env,
      root: process.getuid?.() === 0,
      electron: findElectron(root) !== null,
    });
    if (choice.shell === 'desktop' && choice.install) choice = await fetchElectron(abort.signal);
    if (choice.shell === 'desktop') {
      await buildPage();
      const began = Date.now();
      const end = await run(findElectron(root) ?? '', [root]);
      const fallback = afterElectron({ ...end, seconds: (Date.now() - began) / 1000 });
      if (fallback === null) return exitCode(end);
      choice = fallback;
    }
    if (choice.shell !== 'browser') throw new Error('Nothing is left to open.');
    say(choice.reason);
    const launcher = path.join(root, 'src-main', 'setup', 'digits.mjs');
    const args = ['serve', ...(choice.open ? ['--open'] : [])];
    return exitCode(await run(process.execPath, [launcher, ...args]));
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    if (error.code === 'ABORTED') return 130;
    say(explain(error));
    return 1;
  } finally {
    process.off('SIGINT', interrupt).off('SIGTERM', interrupt);
  }
}

/**
 * Without the native engine the application opens all the same, and says what is missing.
 * @param {AbortSignal} signal
 */
async function prepareEngine(signal) {
  const { ensureEngine } = await import('./engine.mjs');
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
 * @param {AbortSignal} signal
 * @returns {Promise<import('./choose-shell.mjs').Choice>}
 */
async function fetchElectron(signal) {
  const { afterFailedInstallation } = await import('./choose-shell.mjs');
  const { installElectron } = await import('./electron-binary.mjs');
  say('Fetching Electron, once (about 120 MB) …');
  const failure = await installElectron(root, { signal });
  return failure === null ? { shell: 'desktop', install: false } : afterFailedInstallation(failure);
}

async function buildPage() {
  const { build, isBuilt } = await import('./build.mjs');
  if (isBuilt(root, 'page')) return;
  await build(root, { part: 'page', onStart: (name) => say(`Building the ${name} …`) });
}

/**
 * In this terminal, until it ends. Ctrl-C reaches it by itself, and it decides what it means.
 * @param {string} program
 * @param {readonly string[]} args
 * @returns {Promise<{code: number | null, signal: NodeJS.Signals | null}>}
 */
function run(program, args) {
  const { ELECTRON_RUN_AS_NODE: _, ...env } = process.env;
  const child = spawn(program, args, { cwd: root, env, stdio: 'inherit' });
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

process.exitCode = await start();

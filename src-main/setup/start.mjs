#!/usr/bin/env node
// `npm start`: opens the application, whatever is still missing for it.
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { isSupported, nodeNeeded } from './node-version.mjs';
import { outliveReaders } from './outlive-readers.mjs';
import { refuseDebugger, wishesToStop } from './stop-signals.mjs';

const say = (/** @type {string} */ text) => void process.stderr.write(`${text}\n`);

refuseDebugger();
outliveReaders();
const signals = wishesToStop();

/** @returns {Promise<number>} exit code: 0 good, 1 failed, 130, 143 or 129 interrupted */
async function start() {
  const { startApplication } = await import('./start-application.mjs');
  const { explain, SetupError } = await import('./setup-error.mjs');
  try {
    return await startApplication({
      root: fileURLToPath(new URL('../..', import.meta.url)),
      platform: process.platform,
      nodeVersion: process.versions.node,
      env: process.env,
      superuser: process.getuid?.() === 0,
      say,
      signals,
    });
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    say(explain(error));
    return 1;
  }
}

if (isSupported(process.versions.node)) {
  process.exitCode = await start();
} else {
  say(nodeNeeded);
  process.exitCode = 1;
}

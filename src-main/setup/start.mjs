#!/usr/bin/env node
// `npm start`: opens the application, whatever is still missing for it.
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { isSupported, nodeNeeded } from './node-version.mjs';

const say = (/** @type {string} */ text) => void process.stderr.write(`${text}\n`);

/** @returns {Promise<number>} exit code: 0 good, 1 failed, 130 interrupted */
async function start() {
  const { startApplication } = await import('./start-application.mjs');
  const { explain, SetupError } = await import('./setup-error.mjs');
  const abort = new AbortController();
  const interrupt = () => abort.abort();
  process.on('SIGINT', interrupt).on('SIGTERM', interrupt);
  try {
    return await startApplication({
      root: fileURLToPath(new URL('../..', import.meta.url)),
      platform: process.platform,
      nodeVersion: process.versions.node,
      env: process.env,
      superuser: process.getuid?.() === 0,
      say,
      signal: abort.signal,
    });
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    if (error.code === 'ABORTED') return 130;
    say(explain(error));
    return 1;
  } finally {
    process.off('SIGINT', interrupt).off('SIGTERM', interrupt);
  }
}

if (isSupported(process.versions.node)) {
  process.exitCode = await start();
} else {
  say(nodeNeeded);
  process.exitCode = 1;
}

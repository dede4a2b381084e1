// The channel to the test's process, which has the browser.
import process from 'node:process';
import { createBirpc } from 'birpc';

/**
 * Filled by `test-side.mjs`, once all parts are there.
 * @type {Partial<import('./protocol.js').AppFunctions>}
 */
export const appFunctions = {};

/** @type {import('birpc').BirpcReturn<import('./protocol.js').BrowserFunctions>} */
export const browser = createBirpc(appFunctions, {
  post: (message) => void process.send?.(message),
  on: (listener) => void process.on('message', listener),
  timeout: 60_000,
});

// A test that is gone leaves nothing behind.
process.on('disconnect', () => process.exit(1));

// Loads TensorFlow.js for Node with an addon from the cache instead of the one its package looks for.
import { createRequire } from 'node:module';
import util from 'node:util';
import { usableProcessors } from './processors.mjs';

// Not called `require`: a bundler brings one of its own.
const load = createRequire(import.meta.url);

/**
 * Once in a process: TensorFlow can't be unloaded. Its C++ side writes to the process's standard error.
 * @param {Pick<import('./find-engine.mjs').Engine, 'addonPath'>} engine
 * @returns {typeof import('@tensorflow/tfjs-node-gpu')}
 */
export function loadNativeTensorFlow({ addonPath }) {
  restoreRemovedUtilities();
  setTensorFlowEnvironment();
  bypassAddonLookup(addonPath);
  return load('@tensorflow/tfjs-node-gpu');
}

/**
 * tfjs-node 4.22.0 calls two functions that Node 23 removed (in its tensor types and in TopK), and at whose call
 * Node 22 warns: hence always.
 */
function restoreRemovedUtilities() {
  const utilities = /** @type {Record<string, unknown>} */ (/** @type {unknown} */ (util));
  utilities.isNullOrUndefined = (/** @type {unknown} */ value) =>
    value === null || value === undefined;
  utilities.isArray = Array.isArray;
}

/** Read by TensorFlow when its library is loaded; what a person has set stays. */
function setTensorFlowEnvironment() {
  const { env } = process;
  env.TF_CPP_MIN_LOG_LEVEL ??= '2';
  // Otherwise TensorFlow takes all of the GPU's memory at once.
  env.TF_FORCE_GPU_ALLOW_GROWTH ??= 'true';
  // TensorFlow takes memory in regions of up to 2 GiB and divides them itself. Chromium's allocator, which
  // is that of every process of Electron, ends the process at such a request: each tensor its own there.
  if (process.versions.electron) env.TF_ONEDNN_USE_SYSTEM_ALLOCATOR ??= '1';
  // Both oneDNN's kernels and whole operations of a graph that don't wait for each other: one thread a core.
  const threads = String(usableProcessors().cores);
  env.TF_NUM_INTRAOP_THREADS ??= threads;
  env.TF_NUM_INTEROP_THREADS ??= threads;
}

/**
 * The package asks `@mapbox/node-pre-gyp` where its addon lies, which drags in an old archive library and
 * accepts one place only. It is answered in its stead, before it is ever loaded.
 * @param {string} addonPath
 */
function bypassAddonLookup(addonPath) {
  const fromPackage = createRequire(load.resolve('@tensorflow/tfjs-node-gpu/package.json'));
  const lookup = fromPackage.resolve('@mapbox/node-pre-gyp');
  const Module = /** @type {typeof import('node:module')} */ (load('node:module'));
  const answer = new Module.Module(lookup);
  answer.filename = lookup;
  answer.loaded = true;
  answer.exports = { find: () => addonPath };
  load.cache[lookup] = answer;
}

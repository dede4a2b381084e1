// Which packages travel in the application's node_modules: what the built main process asks for, and no more.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { packagesWithDependencies, readPackage } from './installed-packages.mjs';

/** @typedef {import('./installed-packages.mjs').InstalledPackage} InstalledPackage */

/**
 * Dependencies that nothing here ever loads: TensorFlow.js's tool for smaller bundles and its help for browsers
 * without ES2015; tfjs-node's own installation (its addon is found without `node-pre-gyp`, of which nothing but the
 * name is needed).
 * @type {Readonly<Record<string, readonly string[]>>}
 */
const NEVER_LOADED = {
  '@tensorflow/tfjs': ['argparse', 'chalk', 'core-js', 'regenerator-runtime', 'yargs'],
  '@tensorflow/tfjs-node-gpu': ['adm-zip', 'https-proxy-agent', 'rimraf', 'tar'],
  '@mapbox/node-pre-gyp': [
    'detect-libc',
    'https-proxy-agent',
    'make-dir',
    'node-fetch',
    'nopt',
    'npmlog',
    'rimraf',
    'semver',
    'tar',
  ],
};

/** Declarations for a compiler: nothing that runs, though they come as dependencies. */
const TYPES = /^@types\/|^@webgpu\/types$/;

/**
 * Named, and yet not used by the desktop: Electron itself moves folders to the bin and opens links, `open` is also the
 * name of an event, and `ws` a URL's scheme.
 */
const NOT_IN_THE_DESKTOP = ['open', 'trash', 'ws'];

/**
 * Any text that may name a package or a file in one, however it is asked for: `import`, `require` under whatever name
 * the bundler gave it, `resolve`. Rather one package too many than one that is missed.
 */
const NAME = /["'`]((?:@[\w.-]+\/)?[\w.-]+)(?:\/[\w./-]*)?["'`]/g;

/**
 * @param {{root: string, main: string}} folders the checkout; the built main process
 * @returns {InstalledPackage[]} sorted by directory
 */
export function shippedPackages({ root, main }) {
  const { dependencies } = readPackage(root);
  const named = new Set();
  for (const file of readdirSync(main, { recursive: true, encoding: 'utf8' })) {
    if (!/\.[cm]?js$/.test(file)) continue;
    const code = readFileSync(path.join(main, file), 'utf8');
    for (const [, name = ''] of code.matchAll(NAME)) named.add(name);
  }
  const names = dependencies.filter(
    (name) => named.has(name) && !NOT_IN_THE_DESKTOP.includes(name),
  );
  const wanted = (/** @type {string} */ dependency, /** @type {string} */ of) =>
    !TYPES.test(dependency) && !NEVER_LOADED[of]?.includes(dependency);
  const found = packagesWithDependencies({ root, names, wanted });
  return [...found.values()].sort((a, b) => (a.directory < b.directory ? -1 : 1));
}

/**
 * electron-builder packs every production dependency that is not excluded. By name: it moves nested ones up.
 * @param {{root: string, shipped: readonly InstalledPackage[]}} options
 * @returns {string[]} patterns
 */
export function exclusions({ root, shipped }) {
  const wanted = new Set(shipped.map(({ name }) => name));
  const all = packagesWithDependencies({ root, names: readPackage(root).dependencies });
  const unwanted = new Set(
    [...all.values()].map(({ name }) => name).filter((name) => !wanted.has(name)),
  );
  return [...unwanted].sort().map((name) => `!**/node_modules/${name}{,/**}`);
}

// Which packages were copied into the built files: the source maps say it exactly.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { readPackage } from './installed-packages.mjs';
import { PackagingError } from './packaging-error.mjs';

/** Everything up to the last package on the way to a file: `…/node_modules/@scope/name`. */
const PACKAGE = /^.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+/;

/**
 * @param {string} out the built files, with their source maps
 * @returns {import('./installed-packages.mjs').InstalledPackage[]} sorted by directory
 * @throws {PackagingError} when a file was built without one
 */
export function bundledPackages(out) {
  const files = readdirSync(out, { recursive: true, encoding: 'utf8' });
  const scripts = files.filter((file) => /\.[cm]?js$/.test(file));
  const opaque = scripts.find((file) => !files.includes(`${file}.map`));
  if (scripts.length === 0 || opaque !== undefined) {
    throw new PackagingError(
      `${path.join(out, opaque ?? '')} has no source map: what is inside can't be told. Build it with: electron-vite build --sourcemap`,
    );
  }
  const directories = new Set();
  for (const script of scripts) {
    const map = path.join(out, `${script}.map`);
    const { sources } = JSON.parse(readFileSync(map, 'utf8'));
    for (const source of sources) {
      const found = PACKAGE.exec(path.resolve(path.dirname(map), String(source)));
      if (found) directories.add(found[0]);
    }
  }
  return [...directories].sort().map(readPackage);
}

// The packages that lie in node_modules, as Node finds them.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { PackagingError } from './packaging-error.mjs';

/**
 * @typedef {object} InstalledPackage
 * @property {string} name
 * @property {string} version
 * @property {string} license as the package declares it, '' when it does not
 * @property {string} author '' when it names none
 * @property {string} directory
 * @property {readonly string[]} dependencies
 * @property {readonly string[]} optional dependencies that another platform has, and peers
 */

/**
 * @param {string} directory
 * @returns {InstalledPackage}
 */
export function readPackage(directory) {
  const manifest = JSON.parse(readFileSync(path.join(directory, 'package.json'), 'utf8'));
  const optional = new Set([
    ...Object.keys(manifest.optionalDependencies ?? {}),
    ...Object.keys(manifest.peerDependencies ?? {}),
  ]);
  const { license, author } = manifest;
  return {
    name: String(manifest.name),
    version: String(manifest.version),
    license: typeof license === 'string' ? license : String(license?.type ?? ''),
    author: typeof author === 'string' ? author : String(author?.name ?? ''),
    directory,
    // npm lists optional ones among the dependencies as well.
    dependencies: Object.keys(manifest.dependencies ?? {}).filter((name) => !optional.has(name)),
    optional: [...optional],
  };
}

/**
 * @param {string} name
 * @param {string} from the directory of the package that asks
 * @returns {string | null} where Node finds it: in the nearest node_modules on the way up
 */
function findPackage(name, from) {
  for (let place = from; ; place = path.dirname(place)) {
    const directory = path.join(place, 'node_modules', name);
    if (existsSync(path.join(directory, 'package.json'))) return directory;
    if (place === path.dirname(place)) return null;
  }
}

/**
 * Some packages and all they need.
 * @param {object} options
 * @param {string} options.root directory whose node_modules is asked
 * @param {readonly string[]} options.names
 * @param {(dependency: string, of: string) => boolean} [options.wanted] which dependencies of which package to follow
 * @returns {Map<string, InstalledPackage>} by directory
 * @throws {PackagingError} when one is not installed
 */
export function packagesWithDependencies({ root, names, wanted = () => true }) {
  /** @type {Map<string, InstalledPackage>} */
  const found = new Map();
  const visit = (/** @type {string} */ name, /** @type {string} */ from) => {
    const directory = findPackage(name, from);
    if (directory === null) {
      throw new PackagingError(
        `The package ${name}, which ${from} needs, is not installed. Run: npm install`,
      );
    }
    if (found.has(directory)) return;
    const known = readPackage(directory);
    found.set(directory, known);
    for (const dependency of known.dependencies) {
      if (wanted(dependency, known.name)) visit(dependency, directory);
    }
    for (const dependency of known.optional) {
      if (findPackage(dependency, directory) === null) continue;
      if (wanted(dependency, known.name)) visit(dependency, directory);
    }
  };
  for (const name of names) visit(name, root);
  return found;
}

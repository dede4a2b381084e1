// Whether what is built came from the sources that are there.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

/**
 * @param {string} file
 * @returns {string}
 */
export function readStamp(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

/**
 * Names, sizes and times: content is not read, so that the question costs a few milliseconds.
 * @param {string} root
 * @param {{sources: readonly string[], configuration: RegExp}} what folders, and files of the root
 * @returns {string}
 */
export function fingerprint(root, { sources, configuration }) {
  const hash = createHash('sha256');
  const visit = (/** @type {string} */ file) => {
    const { size, mtimeMs } = statSync(path.join(root, file));
    hash.update(`${file}\0${size}\0${mtimeMs}\n`);
  };
  for (const name of readdirSync(root).sort()) {
    if (configuration.test(name)) visit(name);
  }
  for (const directory of sources) {
    if (!existsSync(path.join(root, directory))) continue;
    const entries = readdirSync(path.join(root, directory), {
      withFileTypes: true,
      recursive: true,
    });
    const files = entries.filter((entry) => entry.isFile());
    const names = files.map((entry) =>
      path.relative(root, path.join(entry.parentPath, entry.name)),
    );
    for (const name of names.sort()) visit(name);
  }
  return hash.digest('hex');
}

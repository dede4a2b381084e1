// Builds a checkout when its sources are not what was built last.
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { SetupError } from './setup-error.mjs';

/** Everything the build depends on, relative to the root. */
const SOURCES = ['src-main', 'src-shared'];
const CONFIGURATION = /^(?:package|tsconfig.*)\.json$/;
const STAMP = path.join('dist', '.build-stamp');
const ENTRY = path.join('dist', 'src-main', 'cli', 'main.js');

/**
 * @param {string} root of the checkout
 * @returns {boolean}
 */
export function isBuilt(root) {
  return existsSync(path.join(root, ENTRY)) && readStamp(root) === fingerprint(root);
}

/**
 * Two at once: the second waits and finds it done. A failed build leaves what was built before untouched.
 * @param {string} root of the checkout
 * @param {{onStart?: () => void}} [options]
 * @returns {Promise<void>}
 * @throws {SetupError} code BUILD_FAILED, with the compiler's words as details
 */
export async function build(root, { onStart } = {}) {
  const { waitForLock } = await import('./process-lock.mjs');
  const { runCommand } = await import('./run-command.mjs');
  const compiler = path.join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  if (!existsSync(compiler)) {
    throw new SetupError(
      'PACKAGE_MISSING',
      `The program's packages are not installed in ${root}.`,
      {
        remedy: 'Run `npm install` there.',
      },
    );
  }
  mkdirSync(path.join(root, 'dist'), { recursive: true });
  const lock = await waitForLock(path.join(root, 'dist', '.build.lock'), { purpose: 'building' });
  try {
    if (isBuilt(root)) return;
    // The compiler writes only what has changed since its last time, and does not see that a file is gone.
    if (!existsSync(path.join(root, ENTRY)))
      rmSync(path.join(root, 'dist', '.tsbuildinfo'), { force: true });
    // Taken before: what is edited during the build is built at the next call.
    const sources = fingerprint(root);
    onStart?.();
    const args = [compiler, '-p', 'tsconfig.build.json', '--noEmitOnError', '--pretty', 'false'];
    const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1' };
    const result = await runCommand(process.execPath, args, { cwd: root, env });
    if (result.status !== 0) {
      throw new SetupError('BUILD_FAILED', 'The program could not be built.', {
        details: `${result.stdout}${result.stderr}`.trim(),
      });
    }
    const draft = path.join(root, `${STAMP}.${process.pid}`);
    writeFileSync(draft, sources);
    renameSync(draft, path.join(root, STAMP));
  } finally {
    await lock.release();
  }
}

/**
 * @param {string} root
 * @returns {string}
 */
function readStamp(root) {
  try {
    return readFileSync(path.join(root, STAMP), 'utf8');
  } catch {
    return '';
  }
}

/**
 * Names, sizes and times: content is not read, so that the question costs a few milliseconds.
 * @param {string} root
 * @returns {string}
 */
function fingerprint(root) {
  const hash = createHash('sha256');
  const visit = (/** @type {string} */ file) => {
    const { size, mtimeMs } = statSync(path.join(root, file));
    hash.update(`${file}\0${size}\0${mtimeMs}\n`);
  };
  for (const name of readdirSync(root).sort()) {
    if (CONFIGURATION.test(name)) visit(name);
  }
  for (const directory of SOURCES) {
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

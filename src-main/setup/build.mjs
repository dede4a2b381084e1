// Builds a checkout when its sources are not what was built last.
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fingerprint, readStamp } from './build-stamp.mjs';
import { SetupError } from './setup-error.mjs';

/**
 * The `program` is what runs in Node: the command line, the server, the engine. The `page` is what
 * runs in a window, and the desktop around it.
 * @typedef {'program' | 'page'} Part
 */

/**
 * All relative to the root. `proof` is there when the part is.
 * @type {Readonly<Record<Part, {name: string, sources: readonly string[], configuration: RegExp, tool: string,
 *   folder: string, proof: string, make: (root: string, signal?: AbortSignal) => Promise<void>}>>}
 */
const parts = {
  program: {
    name: 'program',
    sources: ['src-main', 'src-shared'],
    configuration: /^(?:(?:package|tsconfig.*)\.json|vite\.threads\.config\.ts)$/,
    tool: 'typescript/bin/tsc',
    folder: 'dist',
    proof: 'dist/src-main/cli/main.js',
    make: makeProgram,
  },
  page: {
    name: 'window',
    sources: ['src-main', 'src-shared', 'src-renderer'],
    configuration:
      /^(?:(?:package|tsconfig.*)\.json|(?:electron\.vite|vite\.threads)\.config\.ts)$/,
    tool: 'electron-vite/bin/electron-vite.js',
    folder: 'out',
    proof: 'out/renderer/index.html',
    make: makePage,
  },
};

/** What is built of the program once more for its threads, where it has some. */
const threads = { tool: 'vite/bin/vite.js', configuration: 'vite.threads.config.ts' };

const STAMP = '.build-stamp';

/**
 * @param {string} root of the checkout
 * @param {Part} [part]
 * @returns {boolean}
 */
export function isBuilt(root, part = 'program') {
  const { folder, proof } = parts[part];
  if (!existsSync(path.join(root, proof))) return false;
  return readStamp(path.join(root, folder, STAMP)) === fingerprint(root, parts[part]);
}

/**
 * Two at once: the second waits and finds it done. A failed build leaves what was built before untouched.
 * @param {string} root of the checkout
 * @param {{part?: Part, onStart?: (name: string, isFirst: boolean) => void, signal?: AbortSignal | undefined}} [options] `name` in
 *   words that follow "Building the"
 * @returns {Promise<void>}
 * @throws {SetupError} code BUILD_FAILED, with the compiler's words as details; ABORTED
 */
export async function build(root, { part = 'program', onStart, signal } = {}) {
  const { waitForLock } = await import('./process-lock.mjs');
  const { name, tool, folder, make } = parts[part];
  if (!existsSync(path.join(root, 'node_modules', tool))) {
    throw new SetupError(
      'PACKAGE_MISSING',
      `The program's packages are not installed in ${root}.`,
      {
        remedy: 'Run `npm install` there.',
      },
    );
  }
  mkdirSync(path.join(root, 'dist'), { recursive: true });
  const file = part === 'program' ? '.build.lock' : `.build-${part}.lock`;
  const lock = await waitForLock(path.join(root, 'dist', file), { purpose: 'building', signal });
  try {
    if (isBuilt(root, part)) return;
    // Taken before: what is edited during the build is built at the next call.
    const sources = fingerprint(root, parts[part]);
    onStart?.(name, !existsSync(path.join(root, parts[part].proof)));
    await make(root, signal);
    const draft = path.join(root, folder, `${STAMP}.${process.pid}`);
    writeFileSync(draft, sources);
    renameSync(draft, path.join(root, folder, STAMP));
  } finally {
    await lock.release();
  }
}

/**
 * @param {string} root
 * @param {AbortSignal} [signal]
 */
async function makeProgram(root, signal) {
  const { tool, proof } = parts.program;
  // The compiler writes only what has changed since its last time, and does not see that a file is gone.
  if (!existsSync(path.join(root, proof)))
    rmSync(path.join(root, 'dist', '.tsbuildinfo'), { force: true });
  const args = ['-p', 'tsconfig.build.json', '--noEmitOnError', '--pretty', 'false'];
  await runTool(root, { tool, args, signal });
  // Threads read few files rather than all of those.
  if (!existsSync(path.join(root, threads.configuration))) return;
  const threadArgs = ['build', '--config', threads.configuration, '--logLevel', 'warn'];
  await runTool(root, { tool: threads.tool, args: threadArgs, signal });
}

/**
 * Beside what is there, which it replaces when it is whole.
 * @param {string} root
 * @param {AbortSignal} [signal]
 */
async function makePage(root, signal) {
  const { tool, folder } = parts.page;
  const draft = path.join(root, 'dist', '.page-draft');
  const old = path.join(root, 'dist', '.page-old');
  const target = path.join(root, folder);
  const remove = (/** @type {string} */ directory) =>
    rmSync(directory, { recursive: true, force: true, maxRetries: 3 });
  remove(draft);
  const args = ['build', '--logLevel', 'warn', '--outDir', draft];
  await runTool(root, { tool, args, signal });
  remove(old);
  if (existsSync(target)) renameSync(target, old);
  renameSync(draft, target);
  remove(old);
}

/**
 * @param {string} root
 * @param {{tool: string, args: readonly string[], signal: AbortSignal | undefined}} options `tool` in node_modules
 */
async function runTool(root, { tool, args, signal }) {
  const { runCommand } = await import('./run-command.mjs');
  // Under Electron the executable is only Node when it is told so; a test's NODE_ENV is no build's.
  const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1', NODE_ENV: 'production' };
  const script = path.join(root, 'node_modules', tool);
  const result = await runCommand(process.execPath, [script, ...args], { cwd: root, env, signal });
  if (result.status === 0) return;
  throw new SetupError('BUILD_FAILED', 'The program could not be built.', {
    details: `${result.stdout}${result.stderr}`.trim(),
  });
}

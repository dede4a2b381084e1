// Compiles the addon with the machine's own C++ compiler; where there is none, or it does not get that far, with one
// that is fetched for this moment. The Python wheel `ziglang` is a whole C++ compiler with its library, which it links
// into the addon: what the addon and TensorFlow say to each other is C, so that the two libraries never meet.
import fs from 'node:fs/promises';
import path from 'node:path';
import { compileAddon } from './compile-addon.mjs';
import { downloadWheels } from './download-wheel.mjs';
import { errorCode, SetupError } from './setup-error.mjs';
import { formatBytes } from './space.mjs';
import { unpackWheel } from './unpack-wheel.mjs';
import { COMPILER_VERSION, compilerWheelFor } from './wheels.mjs';

/** What a person's shell may have set for another compiler. */
const OTHERS_SETTINGS = [
  'CPATH',
  'C_INCLUDE_PATH',
  'CPLUS_INCLUDE_PATH',
  'LIBRARY_PATH',
  'ZIG_LIB_DIR',
  'ZIG_LIBC',
];

/**
 * @typedef {object} Build
 * @property {import('./machine.mjs').Python} python
 * @property {Pick<import('./machine.mjs').Machine, 'platform' | 'arch' | 'compiler'>} machine
 * @property {string} directory holds `tensorflow/` with libraries and headers, and gets the addon
 * @property {(progress: import('./install-engine.mjs').Progress) => void} onProgress
 * @property {AbortSignal | undefined} signal
 */

/**
 * @param {Build} build
 * @throws {SetupError} of the machine's own compiler, if it has one and none can be fetched either
 */
export async function buildAddon(build) {
  const { machine, directory, onProgress, signal } = build;
  const { compiler } = machine;
  if (compiler === null) return buildWithFetched(build);
  try {
    onProgress({ phase: 'compiling', text: 'Compiling the addon', done: 0, total: 0 });
    await compileAddon({ compiler, directory, signal });
  } catch (failure) {
    if (errorCode(failure) !== 'COMPILE_FAILED') throw failure;
    await buildWithFetched(build).catch((error) => {
      throw errorCode(error) === 'ABORTED' ? error : failure;
    });
  }
}

/**
 * The compiler and what it keeps for later lie in the draft, and are gone when this is done.
 * @param {Build} build
 */
async function buildWithFetched({ python, machine, directory, onProgress, signal }) {
  const wheel = compilerWheelFor(machine);
  if (!wheel) {
    throw new SetupError('COMPILE_FAILED', 'No C++ compiler was found (CXX, c++, g++, clang++).', {
      remedy: 'Install one, and try again.',
    });
  }
  const place = path.join(directory, 'compiler');
  try {
    const program = await fetchCompiler({ python, wheel, place, onProgress, signal });
    const text = 'Compiling the addon and the C++ library (a minute or two)';
    onProgress({ phase: 'compiling', text, done: 0, total: 0 });
    const compiler = [
      program,
      'c++',
      '-target',
      wheel.target,
      '-mcpu=baseline',
      '-fvisibility=hidden',
    ];
    const cache = path.join(place, 'cache');
    /** @type {NodeJS.ProcessEnv} */
    const env = { ...process.env, ZIG_GLOBAL_CACHE_DIR: cache, ZIG_LOCAL_CACHE_DIR: cache };
    for (const name of OTHERS_SETTINGS) delete env[name];
    await compileAddon({ compiler, directory, env, signal });
  } finally {
    await fs.rm(place, { recursive: true, force: true, maxRetries: 3 });
  }
}

/**
 * @param {Pick<Build, 'python' | 'onProgress' | 'signal'> & {wheel: import('./wheels.mjs').CompilerWheel, place: string}} options
 * @returns {Promise<string>} the compiler's program
 */
async function fetchCompiler({ python, wheel, place, onProgress, signal }) {
  const what = `a C++ compiler (Zig ${COMPILER_VERSION}, ${formatBytes(wheel.bytes)})`;
  const [file] = await downloadWheels({
    python,
    what: `the C++ compiler Zig ${COMPILER_VERSION}`,
    requirements: [`${wheel.project}==${COMPILER_VERSION} --hash=sha256:${wheel.sha256}`],
    platforms: [wheel.platform],
    directory: place,
    onBytes: (bytes) =>
      onProgress({
        phase: 'downloading',
        text: `Downloading ${what}`,
        done: Math.min(bytes, wheel.bytes),
        total: wheel.bytes,
      }),
    signal,
  });
  if (!file) throw new SetupError('DOWNLOAD_FAILED', 'pip ended well and left no compiler.');
  await unpackWheel({
    python,
    wheel: file,
    target: place,
    prefixes: ['ziglang/'],
    onBytes: (done, total) =>
      onProgress({ phase: 'unpacking', text: 'Unpacking the compiler', done, total }),
    signal,
  });
  await fs.rm(file);
  return path.join(place, 'ziglang', 'zig');
}

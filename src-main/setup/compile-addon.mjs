// Compiles the addon of @tensorflow/tfjs-node-gpu from the sources in that package and what addon/addon.cc adds.
// It uses Node-API only: one build serves every Node and Electron, without node-gyp and its download of headers.
import { existsSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { lastLines, runCommand } from './run-command.mjs';
import { errorMessage, SetupError } from './setup-error.mjs';

export const ADDON_FILE = 'tfjs_binding.node';

/** What the addon's sources include, directly and through these: a fraction of the wheel's headers. */
export const HEADER_PREFIXES = [
  'tensorflow/include/tensorflow/c/',
  'tensorflow/include/tensorflow/core/platform/ctstring',
  'tensorflow/include/tsl/platform/ctstring',
  'tensorflow/include/xla/tsl/c/',
];

/**
 * @param {object} options
 * @param {string[]} options.compiler
 * @param {string} options.directory holds `tensorflow/` with libraries and headers, and gets the addon
 * @param {NodeJS.ProcessEnv | undefined} [options.env] of the compiler
 * @param {AbortSignal | undefined} [options.signal]
 */
export async function compileAddon({ compiler, directory, env, signal }) {
  const [program = '', ...first] = compiler;
  const result = await runCommand(program, [...first, ...compilerArguments({ directory })], {
    env,
    signal,
  });
  if (result.status === 0) return;
  throw new SetupError(
    'COMPILE_FAILED',
    `The C++ compiler (${program}) could not build the TensorFlow addon.`,
    {
      remedy:
        'A compiler that knows C++17 is needed (GCC 8 or later, Clang 7 or later); CXX names another one.',
      details: lastLines(result.stderr, 12),
    },
  );
}

/**
 * @param {{directory: string, platform?: NodeJS.Platform}} options
 * @returns {string[]}
 */
export function compilerArguments({ directory, platform = process.platform }) {
  const addon = packageDirectory('@tensorflow/tfjs-node-gpu');
  const tensorflow = path.join(directory, 'tensorflow');
  const mac = platform === 'darwin';
  return [
    '-O2',
    '-fPIC',
    '-std=c++17',
    '-DNAPI_VERSION=8',
    // On macOS Node's own functions are found when the addon is loaded.
    ...(mac ? ['-bundle', '-undefined', 'dynamic_lookup'] : ['-shared']),
    `-I${addon}`,
    `-I${path.join(addon, 'binding')}`,
    `-I${path.join(packageDirectory('node-api-headers'), 'include')}`,
    `-I${path.join(tensorflow, 'include')}`,
    addonSource(),
    ...libraryNames(tensorflow).map((name) => path.join(tensorflow, name)),
    // Relative to the addon, so that the directory can be moved.
    `-Wl,-rpath,${mac ? '@loader_path' : '$ORIGIN'}/tensorflow`,
    '-o',
    path.join(directory, ADDON_FILE),
  ];
}

/**
 * Looked for upwards: this file also runs as a built copy, beside which there is no C++.
 * @returns {string}
 */
function addonSource() {
  let folder = path.dirname(fileURLToPath(import.meta.url));
  const source = () => path.join(folder, 'src-main', 'setup', 'addon', 'addon.cc');
  while (!existsSync(source()) && folder !== path.dirname(folder)) folder = path.dirname(folder);
  return source();
}

/**
 * @param {string} directory
 * @returns {string[]}
 */
function libraryNames(directory) {
  return readdirSync(directory)
    .filter((name) => /^libtensorflow(_cc|_framework)?\.(so|\d+\.dylib|dylib)/.test(name))
    .sort();
}

/**
 * @param {string} name
 * @returns {string}
 */
export function packageDirectory(name) {
  try {
    return path.dirname(createRequire(import.meta.url).resolve(`${name}/package.json`));
  } catch (error) {
    throw new SetupError(
      'PACKAGE_MISSING',
      `The npm package ${name} is not installed (${errorMessage(error).split('\n')[0]}).`,
      {
        remedy: "Run `npm install` in the program's directory.",
      },
    );
  }
}

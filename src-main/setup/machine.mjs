// What this machine has to offer to a native engine.
import { readFileSync, realpathSync } from 'node:fs';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { cacheDirectory } from './directories.mjs';
import {
  mountOptions,
  parseCpuInfo,
  parseNvidiaDriver,
  parsePipVersion,
  parseSysctl,
} from './machine-facts.mjs';
import { plainPipEnvironment } from './pip-settings.mjs';
import { usableProcessors } from './processors.mjs';
import { runCommand } from './run-command.mjs';

/**
 * @typedef {object} Processor
 * @property {string} model
 * @property {number} cores that this program may use at once
 * @property {number} [quota] of a container, in processors, where that is why there are so few
 * @property {string[]} features
 *
 * @typedef {object} Machine
 * @property {NodeJS.Platform} platform
 * @property {string} arch
 * @property {string | null} glibc null off Linux, and on a Linux without it
 * @property {Processor} processor
 * @property {string | null} nvidiaDriver
 * @property {string} cache
 * @property {number} freeBytes where the cache is or will be
 * @property {boolean} [programsForbidden] whether that file system lets no program be loaded from it
 * @property {Python | null} python one that has pip
 * @property {boolean} pythonWithoutPip there is a Python, without pip
 * @property {string[] | null} compiler program and arguments to begin with
 *
 * @typedef {{command: string[], pip: string}} Python
 */

/** A tool that hangs (a broken driver's) must not hold up the program, ms. */
const PATIENCE = 15_000;

/** @returns {Promise<Machine>} */
export async function detectMachine() {
  const cache = cacheDirectory();
  const [python, compiler, nvidiaDriver, processor, freeBytes] = await Promise.all([
    findPython(),
    findCompiler(),
    findNvidiaDriver(),
    detectProcessor(),
    freeSpace(cache),
  ]);
  return {
    platform: process.platform,
    arch: process.arch,
    glibc: glibcVersion(),
    processor,
    nvidiaDriver,
    cache,
    freeBytes,
    programsForbidden: forbidsPrograms(cache),
    python: python.found,
    pythonWithoutPip: python.withoutPip,
    compiler,
  };
}

/** @returns {Promise<Processor>} */
export async function detectProcessor() {
  let known = { model: '', features: /** @type {string[]} */ ([]) };
  if (process.platform === 'linux') {
    known = parseCpuInfo(readText('/proc/cpuinfo'));
  } else if (process.platform === 'darwin') {
    const { stdout } = await runCommand('sysctl', ['machdep.cpu', 'hw.optional'], {
      timeout: PATIENCE,
    });
    known = parseSysctl(stdout);
  }
  const model = known.model || os.cpus()[0]?.model.trim() || 'unknown';
  const { cores, quota } = usableProcessors();
  return { model, cores, features: known.features, ...(quota === null ? {} : { quota }) };
}

/** @returns {Promise<{found: Python | null, withoutPip: boolean}>} */
async function findPython() {
  const candidates = [['python3'], ['python']];
  if (process.platform === 'win32') candidates.unshift(['py', '-3']);
  let withoutPip = false;
  for (const command of candidates) {
    const [program = '', ...args] = command;
    const result = await runCommand(program, [...args, '-m', 'pip', '--version'], {
      env: plainPipEnvironment(),
      timeout: PATIENCE,
    });
    const pip = result.status === 0 ? parsePipVersion(result.stdout) : null;
    if (pip !== null) return { found: { command, pip }, withoutPip: false };
    // Windows has a `python` that only opens a shop: it says nothing of a missing module.
    withoutPip ||= /No module named '?pip/.test(result.stderr);
  }
  return { found: null, withoutPip };
}

/** @returns {Promise<string[] | null>} */
async function findCompiler() {
  // CXX may carry arguments ("ccache g++").
  const wanted = process.env.CXX?.trim().split(/\s+/);
  const candidates = [...(wanted?.[0] ? [wanted] : []), ['c++'], ['g++'], ['clang++']];
  for (const command of candidates) {
    const [program = '', ...args] = command;
    const { status } = await runCommand(program, [...args, '--version'], { timeout: PATIENCE });
    // On macOS without its command line tools `c++` exists and fails.
    if (status === 0) return command;
  }
  return null;
}

/** @returns {Promise<string | null>} */
async function findNvidiaDriver() {
  if (process.platform === 'darwin') return null;
  const kernel = parseNvidiaDriver(readText('/proc/driver/nvidia/version'));
  if (kernel !== null) return kernel;
  const args = ['--query-gpu=driver_version', '--format=csv,noheader'];
  const { status, stdout } = await runCommand('nvidia-smi', args, { timeout: PATIENCE });
  return status === 0 ? parseNvidiaDriver(stdout) : null;
}

/** @returns {string | null} */
function glibcVersion() {
  if (process.platform !== 'linux' || !process.report) return null;
  // Otherwise the report looks up the names of all open connections, which can take seconds.
  const settings = /** @type {{excludeNetwork?: boolean}} */ (process.report);
  settings.excludeNetwork = true;
  const report = /** @type {{header?: {glibcVersionRuntime?: string}}} */ (
    process.report.getReport()
  );
  return report.header?.glibcVersionRuntime ?? null;
}

/**
 * @param {string} directory need not exist yet
 * @returns {Promise<number>} bytes an ordinary user may still write there
 */
export async function freeSpace(directory) {
  for (let place = path.resolve(directory); ; place = path.dirname(place)) {
    try {
      const { bavail, bsize } = await fs.statfs(place);
      return bavail * bsize;
    } catch {
      if (place === path.dirname(place)) return 0;
    }
  }
}

/**
 * @param {string} directory need not exist yet
 * @returns {boolean} whether its file system is mounted so that no program is loaded from it (noexec)
 */
function forbidsPrograms(directory) {
  const mounts = readText('/proc/self/mountinfo');
  if (mounts === '') return false;
  for (let place = path.resolve(directory); ; place = path.dirname(place)) {
    try {
      return mountOptions(mounts, realpathSync(place)).includes('noexec');
    } catch {
      if (place === path.dirname(place)) return false;
    }
  }
}

/**
 * @param {string} file
 * @returns {string} '' when it can't be read
 */
function readText(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

// Which engine suits a machine, and in words why another does not. Pure: the machine is a parameter.
import { compareVersions } from './machine-facts.mjs';
import { obstacleToInstall } from './obstacles.mjs';
import { formatBytes } from './space.mjs';
import { compilerWheelFor, wheelFor } from './wheels.mjs';

/**
 * @typedef {import('./machine.mjs').Machine} Machine
 * @typedef {'cuda' | 'cpu' | 'vendor' | 'javascript'} EngineName
 * @typedef {object} Candidate
 * @property {EngineName} engine
 * @property {boolean} available it can be had on this machine, or is there already
 * @property {string} reason
 * @property {string} remedy '' when there is nothing to do
 */

/** CUDA 12 runs from this driver on; kernels compiled at run time (by 12.3 and later) want the newer one. */
const OLDEST_DRIVER = '525.60.13';
const GOOD_DRIVER = '545.23.06';

/**
 * @param {Machine} machine
 * @param {{forced?: string | null}} [options] `forced`: an engine's name; the others then do not count as available
 * @returns {Candidate[]} best first; the last, `javascript`, can always be had
 */
export function chooseEngine(machine, { forced = null } = {}) {
  const candidates = [cuda(machine), cpu(machine), ...vendor(machine), javascript()];
  if (forced === null) return candidates;
  return candidates.map((candidate) =>
    candidate.engine === forced || candidate.engine === 'javascript'
      ? candidate
      : {
          engine: candidate.engine,
          available: false,
          reason: `DIGITS_ENGINE=${forced} asks for another engine.`,
          remedy: 'Unset DIGITS_ENGINE.',
        },
  );
}

/**
 * @param {Machine} machine
 * @returns {Candidate}
 */
function cuda(machine) {
  const engine = /** @type {const} */ ('cuda');
  const { platform, arch, nvidiaDriver } = machine;
  if (!wheelFor({ engine, platform, arch })) {
    const reason = `TensorFlow's CUDA libraries exist for Linux on x64, not for ${platformName(machine)}.`;
    return { engine, available: false, reason, remedy: '' };
  }
  if (nvidiaDriver === null) {
    return {
      engine,
      available: false,
      reason: 'No NVIDIA driver was found.',
      remedy: `With an NVIDIA GPU in this machine: install its driver, ${OLDEST_DRIVER} or later.`,
    };
  }
  if (compareVersions(nvidiaDriver, OLDEST_DRIVER) < 0) {
    return {
      engine,
      available: false,
      reason: `The NVIDIA driver ${nvidiaDriver} is too old for CUDA 12.`,
      remedy: `Update the driver to ${OLDEST_DRIVER} or later (best ${GOOD_DRIVER} or later).`,
    };
  }
  const obstacle = obstacleToInstall(machine, engine);
  if (obstacle) return { engine, available: false, ...obstacle };
  const old = compareVersions(nvidiaDriver, GOOD_DRIVER) < 0;
  return {
    engine,
    available: true,
    reason: `NVIDIA driver ${nvidiaDriver} found${old ? ', old but usable' : ''}.${compilerWords(machine)}`,
    remedy: old ? `If the GPU fails to start: update the driver to ${GOOD_DRIVER} or later.` : '',
  };
}

/**
 * @param {Machine} machine
 * @returns {Candidate}
 */
function cpu(machine) {
  const engine = /** @type {const} */ ('cpu');
  const { platform, arch } = machine;
  if (!wheelFor({ engine, platform, arch })) {
    return {
      engine,
      available: false,
      reason: `There is no current TensorFlow library for ${platformName(machine)}.`,
      remedy: `Use Linux (x64 or arm64) or macOS on Apple silicon${platform === 'win32' ? ', for example WSL 2 on this machine' : ''}.`,
    };
  }
  const obstacle = obstacleToInstall(machine, engine);
  if (obstacle) return { engine, available: false, ...obstacle };
  return {
    engine,
    available: true,
    reason: `TensorFlow runs on ${platformName(machine)}.${compilerWords(machine)}`,
    remedy: '',
  };
}

/**
 * @param {Machine} machine
 * @returns {Candidate[]}
 */
function vendor({ platform, arch }) {
  if (platform !== 'win32') return [];
  const available = arch === 'x64';
  return [
    {
      engine: 'vendor',
      available,
      reason: available
        ? 'TensorFlow 2.9.1 as prebuilt by the makers of TensorFlow.js.'
        : `The prebuilt TensorFlow 2.9.1 is for x64, not for ${arch}.`,
      remedy: '',
    },
  ];
}

/** @returns {Candidate} */
function javascript() {
  return {
    engine: 'javascript',
    available: true,
    reason: `TensorFlow.js without native code: generates in well under a second a digit, on one core, and is far too slow to train.`,
    remedy: '',
  };
}

/**
 * @param {Machine} machine
 * @returns {string} a sentence, with a blank before it, or ''
 */
function compilerWords({ platform, arch, compiler }) {
  const wheel = compilerWheelFor({ platform, arch });
  if (compiler !== null || !wheel) return '';
  return ` No C++ compiler was found (CXX, c++, g++, clang++): one is fetched for the addon (${formatBytes(wheel.bytes)}), and removed again.`;
}

/**
 * @param {Machine} machine
 * @returns {string}
 */
function platformName({ platform, arch }) {
  /** @type {Record<string, string>} */
  const names = { linux: 'Linux', darwin: 'macOS', win32: 'Windows' };
  return `${names[platform] ?? platform} on ${arch}`;
}

// What a machine lacks for an engine that is made from TensorFlow's Python wheel, and how to get it.
import { HOME_REMEDY, lacksHome } from './directories.mjs';
import { noPrograms } from './load-problem.mjs';
import { compareVersions } from './machine-facts.mjs';
import { ELSEWHERE, formatBytes, spaceNeeded } from './space.mjs';

const OLDEST_GLIBC = '2.27';

/**
 * @param {import('./machine.mjs').Machine} machine
 * @param {'cpu' | 'cuda'} engine
 * @returns {{reason: string, remedy: string} | null}
 */
export function obstacleToInstall(machine, engine) {
  const { platform, arch, glibc, processor, python, compiler, freeBytes, cache } = machine;
  const { programsForbidden = false } = machine;
  if (platform === 'linux' && glibc === null) {
    return {
      reason:
        "TensorFlow's libraries need glibc; this Linux has another C library (musl, as on Alpine).",
      remedy: 'Use a Linux with glibc, such as Debian, Ubuntu or Fedora.',
    };
  }
  if (glibc !== null && compareVersions(glibc, OLDEST_GLIBC) < 0) {
    return {
      reason: `TensorFlow's libraries need glibc ${OLDEST_GLIBC} or later; this system has ${glibc}.`,
      remedy: 'Use a newer Linux, such as Debian 10, Ubuntu 18.10 or Fedora 28 and later.',
    };
  }
  // An empty list means that the features could not be read.
  if (arch === 'x64' && processor.features.length > 0 && !processor.features.includes('avx')) {
    return {
      reason: `TensorFlow's libraries need a processor with AVX; ${processor.model} has none.`,
      remedy: 'Use a machine with a processor from 2011 or later.',
    };
  }
  if (python === null) return missingPython(machine);
  if (lacksHome(cache)) {
    return { reason: 'This user has no home directory to keep it in.', remedy: HOME_REMEDY };
  }
  if (programsForbidden) {
    const { message: reason, remedy } = noPrograms(cache);
    return { reason, remedy };
  }
  const needed = spaceNeeded({ engine, platform, arch, compiler });
  if (freeBytes < needed) {
    return {
      reason: `Installing takes ${formatBytes(needed)} of disk space at its peak; ${cache} has ${formatBytes(freeBytes)} free.`,
      remedy: ELSEWHERE,
    };
  }
  return null;
}

/**
 * @param {import('./machine.mjs').Machine} machine
 * @returns {{reason: string, remedy: string}}
 */
function missingPython({ platform, pythonWithoutPip }) {
  return {
    reason: pythonWithoutPip
      ? 'Python is there, but without pip, which fetches the TensorFlow libraries.'
      : 'No Python with pip was found, which fetches the TensorFlow libraries.',
    remedy:
      platform === 'darwin'
        ? 'Run: xcode-select --install'
        : 'Debian, Ubuntu: sudo apt-get install python3-pip. Fedora: sudo dnf install python3-pip.',
  };
}

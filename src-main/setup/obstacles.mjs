// What a machine lacks for an engine that is made from TensorFlow's Python wheel, and how to get it.
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
  if (compiler === null) {
    return {
      reason: 'No C++ compiler was found (CXX, c++, g++, clang++).',
      remedy: packageAdvice(platform, {
        debian: 'g++',
        fedora: 'gcc-c++',
        macos: 'xcode-select --install',
      }),
    };
  }
  const needed = spaceNeeded({ engine, platform, arch });
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
    remedy: packageAdvice(platform, {
      debian: 'python3-pip',
      fedora: 'python3-pip',
      macos: 'xcode-select --install',
    }),
  };
}

/**
 * @param {NodeJS.Platform} platform
 * @param {{debian: string, fedora: string, macos: string}} packages
 * @returns {string}
 */
function packageAdvice(platform, { debian, fedora, macos }) {
  if (platform === 'darwin') return `Run: ${macos}`;
  return `Debian, Ubuntu: sudo apt-get install ${debian}. Fedora: sudo dnf install ${fedora}.`;
}

// Disk space: how much an installation takes, and what is said when there is not enough.
import { CUDA_DOWNLOAD_BYTES } from './cuda-wheels.mjs';
import { freeSpace } from './machine.mjs';
import { SetupError } from './setup-error.mjs';
import { compilerWheelFor, wheelFor } from './wheels.mjs';

/** What Zig's compiler puts into its cache: the C++ library, built from source. */
const COMPILER_CACHE_BYTES = 150_000_000;

/** Headers, logs and what a file system takes for itself. */
const SPARE_BYTES = 150_000_000;

export const ELSEWHERE =
  'Make room there, or name another place with the environment variable DIGITS_CACHE_DIR.';

/**
 * What an installation takes at its peak: the download and what is unpacked from it lie side by side.
 * @param {{engine: string, platform: string, arch: string, compiler: readonly string[] | null}} wanted
 * @returns {number} bytes
 */
export function spaceNeeded({ engine, platform, arch, compiler }) {
  const wheel = wheelFor({ engine, platform, arch });
  if (!wheel) return 400_000_000;
  // pip keeps a download in its temporary directory and copies it from there.
  if (engine === 'cuda') {
    return wheel.bytes + wheel.unpackedBytes + 2 * CUDA_DOWNLOAD_BYTES + SPARE_BYTES;
  }
  const fetching = wheel.bytes + Math.max(wheel.bytes, wheel.unpackedBytes);
  const compiling =
    wheel.unpackedBytes + (compiler === null ? compilerBytes({ platform, arch }) : 0);
  return Math.max(fetching, compiling) + SPARE_BYTES;
}

/**
 * What a compiler that is fetched takes while it is there.
 * @param {{platform: string, arch: string}} machine
 * @returns {number} bytes
 */
function compilerBytes(machine) {
  const wheel = compilerWheelFor(machine);
  if (!wheel) return 0;
  return wheel.bytes + Math.max(wheel.bytes, wheel.unpackedBytes) + COMPILER_CACHE_BYTES;
}

/**
 * @param {number} bytes
 * @returns {string} such as '1.3 GB'
 */
export function formatBytes(bytes) {
  if (bytes >= 1e9) return `${(bytes / 1e9).toFixed(1)} GB`;
  if (bytes >= 1e6) return `${Math.round(bytes / 1e6)} MB`;
  return `${Math.round(bytes / 1e3)} kB`;
}

/**
 * @param {string} directory
 * @param {number} needed bytes
 */
export async function checkSpace(directory, needed) {
  const free = await freeSpace(directory);
  if (free >= needed) return;
  throw new SetupError(
    'NO_SPACE',
    `Installing takes ${formatBytes(needed)} of disk space at its peak; ${directory} has ${formatBytes(free)} free.`,
    { remedy: ELSEWHERE },
  );
}

/**
 * @param {string} directory
 * @param {{details?: string, cause?: unknown}} [more]
 * @returns {SetupError}
 */
export function diskFull(directory, more) {
  return new SetupError(
    'NO_SPACE',
    `The disk became full while TensorFlow was put into ${directory}.`,
    {
      remedy: ELSEWHERE,
      ...more,
    },
  );
}

// Fetches wheels with pip, pinned by hash, under the eyes of a progress report.
import fs from 'node:fs/promises';
import path from 'node:path';
import { pipEnvironment } from './pip-settings.mjs';
import { lastLines, runCommand } from './run-command.mjs';
import { SetupError } from './setup-error.mjs';
import { diskFull } from './space.mjs';
import { PYTHON_VERSION } from './wheels.mjs';

/** How often the growing files are looked at, ms. */
const POLL = 250;

/**
 * @typedef {object} Download
 * @property {import('./machine.mjs').Python} python
 * @property {string} what is fetched, in words
 * @property {string[]} requirements lines of a requirements file, each with its hash
 * @property {string[]} platforms
 * @property {string} directory an existing directory; pip's temporary files go beside the wheels
 * @property {(bytes: number) => void} onBytes
 * @property {AbortSignal | undefined} signal
 */

/**
 * @param {Download} download
 * @returns {Promise<string[]>} paths of the wheels
 */
export async function downloadWheels({
  python,
  what,
  requirements,
  platforms,
  directory,
  onBytes,
  signal,
}) {
  const wheels = path.join(directory, 'wheels');
  const temporary = path.join(directory, 'pip');
  await Promise.all([
    fs.mkdir(wheels, { recursive: true }),
    fs.mkdir(temporary, { recursive: true }),
  ]);
  const list = path.join(directory, 'requirements.txt');
  await fs.writeFile(list, `${requirements.join('\n')}\n`);

  const [program = '', ...first] = python.command;
  const args = [
    '-m',
    'pip',
    'download',
    '--no-input',
    '--disable-pip-version-check',
    '--progress-bar',
    'off',
  ];
  args.push(
    '--no-deps',
    '--only-binary=:all:',
    '--no-cache-dir',
    '--python-version',
    PYTHON_VERSION,
  );
  args.push(...platforms.flatMap((platform) => ['--platform', platform]));
  args.push('--require-hashes', '-r', list, '-d', wheels);

  const settings = await pipEnvironment(python, { signal });
  const env = { ...settings, TMPDIR: temporary, TEMP: temporary, TMP: temporary };
  // pip tells no other program how far it is, and not all versions alike: but its files can be watched.
  const watch = setInterval(async () => {
    const [arriving, arrived] = await Promise.all([sizeOf(temporary), sizeOf(wheels)]);
    onBytes(Math.max(arriving, arrived));
  }, POLL);
  try {
    const result = await runCommand(program, [...first, ...args], { env, signal });
    if (result.status !== 0) {
      throw explainPip(`${result.stdout}\n${result.stderr}`, { what, directory });
    }
  } finally {
    clearInterval(watch);
  }
  await fs.rm(temporary, { recursive: true, force: true });
  return (await fs.readdir(wheels)).map((name) => path.join(wheels, name)).sort();
}

/**
 * @param {string} output of a pip that failed
 * @param {{what: string, directory: string}} download
 * @returns {SetupError}
 */
export function explainPip(output, { what, directory }) {
  const details = lastLines(output);
  if (/DO NOT MATCH THE HASHES|HashMismatch|Hashes are required/i.test(output)) {
    return new SetupError(
      'HASH_MISMATCH',
      `What was downloaded is not the pinned ${what}: its checksum differs, so it is not used.`,
      {
        remedy:
          'Try again; if it happens again, something between here and the package index alters downloads.',
        details,
      },
    );
  }
  if (/No space left on device|Errno 28|disk quota/i.test(output)) {
    return diskFull(directory, { details });
  }
  // Without a network pip also says "No matching distribution found": look for the cause first.
  if (
    /NewConnectionError|ConnectTimeout|ReadTimeout|Connection (?:refused|reset|broken|aborted)|ProxyError|SSLError|CERTIFICATE_VERIFY_FAILED|Max retries|name resolution|Network is unreachable|ConnectionError|IncompleteRead/i.test(
      output,
    )
  ) {
    return new SetupError(
      'NETWORK',
      `The package index of Python could not be reached, so ${what} could not be downloaded.`,
      {
        remedy:
          "Check the network and proxy, or pip's own configuration (`pip config list`), and try again.",
        details,
      },
    );
  }
  if (/No matching distribution found|Could not find a version/i.test(output)) {
    return new SetupError(
      'WHEEL_MISSING',
      `The package index that pip is set to does not hold what this program needs: ${what}.`,
      {
        remedy:
          'Have pip use an index that holds it (`pip config list` shows the present one), and try again.',
        details,
      },
    );
  }
  return new SetupError('DOWNLOAD_FAILED', `pip could not download ${what}.`, {
    remedy: 'See what pip said, and try again.',
    details,
  });
}

/**
 * @param {string} directory
 * @returns {Promise<number>} bytes of all files below it; files that vanish meanwhile do not count
 */
export async function sizeOf(directory) {
  let bytes = 0;
  const entries = await fs
    .readdir(directory, { withFileTypes: true, recursive: true })
    .catch(() => []);
  for (const entry of entries) {
    if (!entry.isFile()) continue;
    bytes += await fs.stat(path.join(entry.parentPath, entry.name)).then(
      (stat) => stat.size,
      () => 0,
    );
  }
  return bytes;
}

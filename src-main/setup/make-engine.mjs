// Makes an engine in a directory: fetch the wheel, unpack its libraries, compile the addon, try it.
import fs from 'node:fs/promises';
import path from 'node:path';
import { buildAddon } from './build-addon.mjs';
import { ADDON_FILE, HEADER_PREFIXES, packageDirectory } from './compile-addon.mjs';
import { installCuda } from './cuda.mjs';
import { downloadWheels } from './download-wheel.mjs';
import { SetupError } from './setup-error.mjs';
import { checkSpace, formatBytes, spaceNeeded } from './space.mjs';
import { unpackWheel } from './unpack-wheel.mjs';
import { verifyEngine } from './verify-engine.mjs';
import { TENSORFLOW_VERSION, wheelFor } from './wheels.mjs';

/**
 * @typedef {{name: 'cpu' | 'cuda' | 'vendor', draft: string, machine: import('./machine.mjs').Machine,
 *   onProgress: (progress: import('./install-engine.mjs').Progress) => void, signal: AbortSignal | undefined}} Job
 * @typedef {{tensorflowVersion: string, addon: string, wheel: string, wheelSha256: string}} Made
 */

/**
 * @param {Job} job
 * @returns {Promise<Made>}
 */
export async function makeEngine({ name, draft, machine, onProgress, signal }) {
  const { platform, arch, python, compiler } = machine;
  const wheel = wheelFor({ engine: name, platform, arch });
  if (!wheel || !python) throw new SetupError('UNAVAILABLE', `${name} can't be installed here.`);
  // Before anything is downloaded that then can't be compiled.
  packageDirectory('@tensorflow/tfjs-node-gpu');
  packageDirectory('node-api-headers');
  await checkSpace(draft, spaceNeeded({ engine: name, platform, arch, compiler }));

  const download = path.join(draft, 'download');
  const title = `TensorFlow ${TENSORFLOW_VERSION} (${formatBytes(wheel.bytes)})`;
  const [file] = await downloadWheels({
    python,
    what: `TensorFlow ${TENSORFLOW_VERSION}`,
    requirements: [`${wheel.project}==${TENSORFLOW_VERSION} --hash=sha256:${wheel.sha256}`],
    platforms: [wheel.platform],
    directory: download,
    onBytes: (done) =>
      onProgress({
        phase: 'downloading',
        text: `Downloading ${title}`,
        done: Math.min(done, wheel.bytes),
        total: wheel.bytes,
      }),
    signal,
  });
  if (!file) throw new SetupError('DOWNLOAD_FAILED', 'pip ended well and left no wheel.');

  await unpackWheel({
    python,
    wheel: file,
    target: draft,
    prefixes: [
      'tensorflow/libtensorflow',
      'tensorflow/THIRD_PARTY_NOTICES.txt',
      ...HEADER_PREFIXES,
    ],
    onBytes: (done, total) =>
      onProgress({ phase: 'unpacking', text: 'Unpacking the libraries', done, total }),
    signal,
  });
  if (name === 'cuda') await installCuda({ python, wheel: file, draft, onProgress, signal });
  await fs.rm(download, { recursive: true, force: true });

  await buildAddon({ python, machine, directory: draft, onProgress, signal });
  await fs.rm(path.join(draft, 'tensorflow', 'include'), { recursive: true, force: true });

  onProgress({ phase: 'verifying', text: 'Multiplying two matrices', done: 0, total: 0 });
  await verifyEngine({ engine: name, addonPath: path.join(draft, ADDON_FILE), signal });
  return {
    tensorflowVersion: TENSORFLOW_VERSION,
    addon: ADDON_FILE,
    wheel: path.basename(file),
    wheelSha256: wheel.sha256,
  };
}

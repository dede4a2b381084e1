// NVIDIA's libraries for the `cuda` engine, from their own wheels. Fetched, unpacked and loaded once on a
// machine without a GPU, where TensorFlow then says that it finds none; not yet run on one.
import fs from 'node:fs/promises';
import path from 'node:path';
import { CUDA_DOWNLOAD_BYTES, CUDA_PLATFORMS, cudaRequirements } from './cuda-wheels.mjs';
import { downloadWheels } from './download-wheel.mjs';
import { SetupError } from './setup-error.mjs';
import { unpackWheel } from './unpack-wheel.mjs';
import { TENSORFLOW_VERSION } from './wheels.mjs';

/**
 * Puts `nvidia/` beside `tensorflow/`, where TensorFlow's libraries look for it.
 * @param {object} options
 * @param {import('./machine.mjs').Python} options.python
 * @param {string} options.wheel of TensorFlow
 * @param {string} options.draft
 * @param {(progress: import('./install-engine.mjs').Progress) => void} options.onProgress
 * @param {AbortSignal | undefined} options.signal
 */
export async function installCuda({ python, wheel, draft, onProgress, signal }) {
  const information = `tensorflow-${TENSORFLOW_VERSION}.dist-info`;
  const download = path.join(draft, 'download-cuda');
  await unpackWheel({
    python,
    wheel,
    target: download,
    prefixes: [`${information}/METADATA`],
    signal,
  });
  const metadata = await fs.readFile(path.join(download, information, 'METADATA'), 'utf8');
  const { requirements, unpinned } = cudaRequirements(metadata);
  if (requirements.length === 0 || unpinned.length > 0) {
    const what =
      unpinned.length > 0
        ? `wheels this program has no checksum of: ${unpinned.join(', ')}`
        : 'no CUDA wheels';
    throw new SetupError('DOWNLOAD_FAILED', `The TensorFlow wheel asks for ${what}.`);
  }
  const total = CUDA_DOWNLOAD_BYTES;
  const files = await downloadWheels({
    python,
    what: 'CUDA',
    requirements,
    platforms: CUDA_PLATFORMS,
    directory: download,
    onBytes: (bytes) =>
      onProgress({
        phase: 'downloading',
        text: 'Downloading CUDA',
        done: Math.min(bytes, total),
        total,
      }),
    signal,
  });
  for (const file of files) {
    const text = `Unpacking ${path.basename(file).split('-')[0]}`;
    await unpackWheel({
      python,
      wheel: file,
      target: draft,
      prefixes: ['nvidia/'],
      onBytes: (done, size) => onProgress({ phase: 'unpacking', text, done, total: size }),
      signal,
    });
    await fs.rm(file);
  }
  await fs.rm(download, { recursive: true, force: true });
}

// Windows: the TensorFlow wheel has no library that an addon could use, so the package's own install script
// fetches the prebuilt TensorFlow 2.9.1 and addon that its makers offer. Written to that script; untested.
import fs from 'node:fs/promises';
import path from 'node:path';
import { ADDON_FILE, packageDirectory } from './compile-addon.mjs';
import { lastLines, runCommand } from './run-command.mjs';
import { refusalWords, SetupError } from './setup-error.mjs';
import { verifyEngine } from './verify-engine.mjs';
import { VENDOR_TENSORFLOW_VERSION } from './wheels.mjs';

/** The package's addon is built for this version of Node-API; its script puts the library elsewhere on newer Nodes. */
const ADDON_DIRECTORY = path.join('lib', 'napi-v8');
const LIBRARY = path.join('deps', 'lib', 'tensorflow.dll');

/**
 * @param {import('./make-engine.mjs').Job} job
 * @returns {Promise<import('./make-engine.mjs').Made>}
 */
export async function makeVendorEngine({ draft, machine, onProgress, signal }) {
  const directory = packageDirectory('@tensorflow/tfjs-node-gpu');
  const text = `Downloading the prebuilt TensorFlow ${VENDOR_TENSORFLOW_VERSION}`;
  onProgress({ phase: 'downloading', text, done: 0, total: 0 });
  const variant = machine.nvidiaDriver === null ? 'cpu' : 'gpu';
  const script = path.join(directory, 'scripts', 'install.js');
  // The script calls `node-pre-gyp` by name.
  const tools = [path.join(directory, 'node_modules'), path.join(directory, '..', '..')];
  const PATH = [...tools.map((place) => path.join(place, '.bin')), process.env.PATH ?? ''];
  const env = { ...process.env, PATH: PATH.join(path.delimiter), ELECTRON_RUN_AS_NODE: '1' };
  const options = { cwd: directory, env, signal };
  const result = await runCommand(process.execPath, [script, variant, 'download'], options);
  try {
    // Side by side in the cache, the addon finds its library, and every checkout finds both.
    await fs.copyFile(
      path.join(directory, ADDON_DIRECTORY, ADDON_FILE),
      path.join(draft, ADDON_FILE),
    );
    await fs.copyFile(path.join(directory, LIBRARY), path.join(draft, path.basename(LIBRARY)));
  } catch (error) {
    throw new SetupError(
      'DOWNLOAD_FAILED',
      `The prebuilt TensorFlow could not be had (${refusalWords(error)}).`,
      {
        remedy: 'Check the network and try again, or use WSL 2, where the current TensorFlow runs.',
        details: lastLines(`${result.stdout}\n${result.stderr}`),
      },
    );
  }
  onProgress({ phase: 'verifying', text: 'Multiplying two matrices', done: 0, total: 0 });
  await verifyEngine({ engine: 'vendor', addonPath: path.join(draft, ADDON_FILE), signal });
  return {
    tensorflowVersion: VENDOR_TENSORFLOW_VERSION,
    addon: ADDON_FILE,
    wheel: '',
    wheelSha256: '',
  };
}

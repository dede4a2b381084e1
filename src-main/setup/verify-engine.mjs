// An engine counts when it has multiplied two matrices rightly.
import fs from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { logDirectory } from './directories.mjs';
import { makeFolder } from './folders.mjs';
import { loadProblem } from './load-problem.mjs';
import { lastLines, runCommand } from './run-command.mjs';
import { refusalWords, SetupError } from './setup-error.mjs';

/** Starting takes a second; a first start on a GPU compiles its kernels, ms. */
const PATIENCE = 300_000;

/**
 * @param {object} options
 * @param {import('./wheels.mjs').NativeEngine} options.engine
 * @param {string} options.addonPath
 * @param {AbortSignal | undefined} [options.signal]
 */
export async function verifyEngine({ engine, addonPath, signal }) {
  const script = fileURLToPath(new URL('./verify-child.mjs', import.meta.url));
  // Under Electron the executable is only Node when it is told so.
  const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1' };
  const result = await runCommand(process.execPath, [script, addonPath], {
    env,
    signal,
    timeout: PATIENCE,
  });
  const log = await keepLog(`${result.stdout}\n${result.stderr}`);
  const answer = parseAnswer(result.stdout);
  if (answer?.product.join() !== '58,64,139,154') {
    const problem = loadProblem(lastLines(result.stderr), path.dirname(addonPath));
    if (problem) throw problem;
    const how = result.signal ? ` (ended by ${result.signal})` : '';
    throw new SetupError(
      'VERIFY_FAILED',
      `The TensorFlow that was installed does not work on this machine${how}.`,
      {
        remedy: `What it said is in ${log}.`,
        details: lastLines(result.stderr),
      },
    );
  }
  if (engine === 'cuda' && !answer.gpu) {
    throw new SetupError('VERIFY_FAILED', 'TensorFlow found no GPU that it can use.', {
      remedy: `Check that \`nvidia-smi\` lists a GPU. What TensorFlow said is in ${log}.`,
      details: lastLines(result.stderr),
    });
  }
}

/**
 * @param {string} text
 * @returns {{product: number[], gpu: boolean} | null}
 */
function parseAnswer(text) {
  try {
    const { product, gpu } = JSON.parse(text.trim().split('\n').at(-1) ?? '');
    return Array.isArray(product) ? { product, gpu: gpu === true } : null;
  } catch {
    return null;
  }
}

/**
 * @param {string} text
 * @returns {Promise<string>} where it is
 */
async function keepLog(text) {
  const file = path.join(logDirectory(), 'engine-verification.log');
  try {
    await makeFolder(path.dirname(file));
    await fs.writeFile(file, text);
    return file;
  } catch (error) {
    return `no file (${refusalWords(error)})`;
  }
}

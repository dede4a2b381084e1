// The peers' own Python environments, made when they are first asked for.
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { cacheDirectory } from '../../src-main/setup/directories.mjs';
import { detectMachine } from '../../src-main/setup/machine.mjs';
import { waitForLock } from '../../src-main/setup/process-lock.mjs';
import { lastLines, runCommand } from '../../src-main/setup/run-command.mjs';

// tensorflow-cpu is made for x86 only; elsewhere the plain package is the same without CUDA.
const tensorflow = process.arch === 'x64' ? 'tensorflow-cpu' : 'tensorflow';

/** `given` names the variable that points to a Python with these packages. */
const environments = {
  keras: {
    requirements: ['keras==3.15.1', `${tensorflow}==2.21.0`],
    size: '300 MB to download, 1.6 GB on disk',
    given: 'DIGITS_BENCH_PYTHON',
  },
  converters: {
    requirements: ['h5py==3.14.0', 'keras==3.15.1', `${tensorflow}==2.21.0`, 'tf_keras==2.21.0'],
    // Of its requirements none is needed to convert a model of Keras.
    alone: ['tensorflowjs==4.22.0'],
    size: '300 MB to download, 1.7 GB on disk',
    given: 'DIGITS_KERAS_PYTHON',
  },
  'keras-models': {
    requirements: ['jax==0.10.2', 'keras==3.15.1', 'onnx==1.23.2', 'onnxruntime==1.32.0'],
    size: '200 MB to download, 600 MB on disk',
    given: 'DIGITS_TEST_KERAS_PYTHON',
  },
  torch: {
    requirements: ['torch==2.15.0', 'numpy==2.4.6', 'pillow==13.0.0'],
    size: 'about 3 GB to download, 5.3 GB on disk',
    given: 'DIGITS_BENCH_TORCH_PYTHON',
  },
  trdg: {
    requirements: ['trdg==1.8.0', 'pillow==9.5.0'],
    size: '150 MB to download, 500 MB on disk',
    given: 'DIGITS_BENCH_TRDG_PYTHON',
  },
  readers: {
    requirements: [
      'datasets==5.2.0',
      'lmdb==3.0.0',
      'numpy==2.4.6',
      'pandas==3.1.1',
      'pillow==13.0.0',
      'pyarrow==26.0.1',
      'pycocotools==2.0.11',
      'python-mnist==0.7',
      'tfrecord==1.14.6',
      'webdataset==1.0.2',
    ],
    size: '200 MB to download, 600 MB on disk',
    given: 'DIGITS_BENCH_READERS_PYTHON',
  },
  scale: {
    requirements: [
      'botocore==1.44.5',
      'kubernetes-validate==1.37.0',
      'pyspark==4.3.0',
      'ray==2.60.0',
    ],
    size: '500 MB to download, 920 MB on disk',
    given: 'DIGITS_BENCH_SCALE_PYTHON',
  },
  synthtiger: {
    // Where Pillow has no FreeTypeFont.getsize any more it tries the same strip for ever.
    requirements: ['synthtiger==1.2.1', 'numpy<2', 'pillow==9.5.0', 'scikit-image==0.24.0'],
    size: '150 MB to download, 500 MB on disk',
    given: 'DIGITS_BENCH_SYNTHTIGER_PYTHON',
  },
};

const finished = 'requirements.txt';

/**
 * @param {keyof typeof environments} name
 * @param {{say: (text: string) => void, signal: AbortSignal}} options
 * @returns {Promise<{python: string, failure: ''} | {python: '', failure: string}>}
 */
export async function pythonFor(name, { say, signal }) {
  /** @type {{requirements: string[], alone?: string[], size: string, given: string}} */
  const { requirements, alone = [], size, given } = environments[name];
  const own = process.env[given];
  if (own) return { python: own, failure: '' };
  const parent = path.join(cacheDirectory(), 'bench');
  const folder = path.join(parent, name);
  const python = path.join(
    folder,
    ...(process.platform === 'win32' ? ['Scripts', 'python.exe'] : ['bin', 'python']),
  );
  const isWhole = () =>
    existsSync(path.join(folder, finished)) &&
    readFileSync(path.join(folder, finished), 'utf8') === [...requirements, ...alone].join('\n');
  if (isWhole()) return { python, failure: '' };

  mkdirSync(parent, { recursive: true });
  const lock = await waitForLock(path.join(parent, `${name}.lock`), {
    purpose: `installing ${name} for the benchmark`,
    signal,
  });
  try {
    if (isWhole()) return { python, failure: '' };
    const base = (await detectMachine()).python;
    if (base === null) return { python: '', failure: 'no Python with pip was found' };
    rmSync(folder, { recursive: true, force: true });
    say(`Installing ${requirements.join(' and ')} into ${folder} (${size}); once only`);
    const [program = '', ...args] = base.command;
    const pip = ['-m', 'pip', 'install', '--no-input', '--disable-pip-version-check', '--quiet'];
    for (const step of [
      [program, [...args, '-m', 'venv', folder]],
      [python, [...pip, ...requirements]],
      ...(alone.length > 0 ? [[python, [...pip, '--no-deps', ...alone]]] : []),
    ]) {
      const [command, words] = /** @type {[string, string[]]} */ (step);
      const result = await runCommand(command, words, { signal });
      if (result.status === 0) continue;
      const why = lastLines(`${result.stdout}\n${result.stderr}`, 2).replaceAll('\n', ' ');
      return { python: '', failure: `could not be installed: ${why.slice(0, 300)}` };
    }
    writeFileSync(path.join(folder, finished), [...requirements, ...alone].join('\n'));
    return { python, failure: '' };
  } finally {
    await lock.release();
  }
}

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
  torch: {
    requirements: ['torch==2.15.0'],
    size: 'about 3 GB to download, 5.3 GB on disk',
    given: 'DIGITS_BENCH_TORCH_PYTHON',
  },
  readers: {
    requirements: ['pandas==3.1.1', 'pillow==13.0.0', 'pycocotools==2.0.11', 'webdataset==1.0.2'],
    size: '100 MB to download, 300 MB on disk',
    given: 'DIGITS_BENCH_READERS_PYTHON',
  },
};

const finished = 'requirements.txt';

/**
 * @param {keyof typeof environments} name
 * @param {{say: (text: string) => void, signal: AbortSignal}} options
 * @returns {Promise<{python: string, failure: ''} | {python: '', failure: string}>}
 */
export async function pythonFor(name, { say, signal }) {
  const { requirements, size, given } = environments[name];
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
    readFileSync(path.join(folder, finished), 'utf8') === requirements.join('\n');
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
    ]) {
      const [command, words] = /** @type {[string, string[]]} */ (step);
      const result = await runCommand(command, words, { signal });
      if (result.status === 0) continue;
      const why = lastLines(`${result.stdout}\n${result.stderr}`, 2).replaceAll('\n', ' ');
      return { python: '', failure: `could not be installed: ${why.slice(0, 300)}` };
    }
    writeFileSync(path.join(folder, finished), requirements.join('\n'));
    return { python, failure: '' };
  } finally {
    await lock.release();
  }
}

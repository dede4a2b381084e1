import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const launcher = fileURLToPath(new URL('../../src-main/setup/digits.mjs', import.meta.url));

export interface RunningDigits {
  readonly child: ChildProcess;
  /** Everything printed so far. */
  output(): string;
  /** Resolves when the text has been printed, rejects when the process ends before. */
  printed(text: string): Promise<void>;
  /** Signals the whole process group, as a terminal does on Ctrl-C. */
  signalGroup(signal: NodeJS.Signals): void;
  readonly exit: Promise<{ code: number | null; output: string; stdout: string }>;
}

/** The real command line as a process group of its own, with its data in a folder. */
export function digits(
  args: string[],
  { dataFolder, env = {} }: { dataFolder: string; env?: NodeJS.ProcessEnv },
): RunningDigits {
  const child = spawn(process.execPath, [launcher, ...args], {
    detached: true,
    cwd: dataFolder,
    env: { ...process.env, ...env, DIGITS_DATA_DIR: dataFolder },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  let stdout = '';
  const waiting = new Set<() => void>();
  child.stdout.on('data', (text) => {
    stdout += text;
  });
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (text) => {
      output += text;
      for (const check of waiting) check();
    });
  }
  const exit = new Promise<{ code: number | null; output: string; stdout: string }>((resolve) => {
    child.on('close', (code) => resolve({ code, output, stdout }));
  });
  return {
    child,
    output: () => output,
    printed: (text) =>
      new Promise((resolve, reject) => {
        const check = () => {
          if (!output.includes(text)) return;
          waiting.delete(check);
          resolve();
        };
        waiting.add(check);
        void exit.then(() => reject(new Error(`ended without printing ${text}:\n${output}`)));
        check();
      }),
    signalGroup: (signal) => {
      if (child.pid !== undefined) process.kill(-child.pid, signal);
    },
    exit,
  };
}

import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const launcher = fileURLToPath(new URL('../../src-main/setup/digits.mjs', import.meta.url));

interface Ended {
  readonly code: number | null;
  /** All that was printed, on both streams. */
  readonly output: string;
  readonly stdout: string;
  /** Of standard output, as they are. */
  readonly bytes: Buffer;
}

export interface RunningDigits {
  readonly child: ChildProcess;
  /** Everything printed so far. */
  output(): string;
  /** Resolves when the text has been printed, rejects when the process ends before. */
  printed(text: string): Promise<void>;
  /** Signals the whole process group, as a terminal does on Ctrl-C. */
  signalGroup(signal: NodeJS.Signals): void;
  readonly exit: Promise<Ended>;
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
  const pieces: Buffer[] = [];
  const waiting = new Set<() => void>();
  child.stdout.on('data', (piece) => void pieces.push(piece));
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (text) => {
      output += text;
      for (const check of waiting) check();
    });
  }
  const exit = new Promise<Ended>((resolve) => {
    child.on('close', (code) => {
      const bytes = Buffer.concat(pieces);
      resolve({ code, output, stdout: bytes.toString(), bytes });
    });
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

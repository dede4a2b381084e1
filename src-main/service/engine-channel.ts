import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { withLog } from '../files/log-file.js';
import { engineEnvironment } from './engine-environment.js';

/** The owner's end of a channel to an engine's process that has just been started. */
export interface EngineChannel {
  /** Structured clone: typed arrays cross as they are. Does nothing once the process has ended. */
  send(message: unknown): void;
  onMessage(listener: (message: unknown) => void): void;
  onExit(listener: (end: { code: number | null; signal: string | null }) => void): void;
  /** Closes the channel: the engine ends by itself. */
  close(): void;
  kill(): void;
}

/** Starts an engine's process whose output is appended to the file `log`, or to none. */
export type OpenEngineChannel = (log: string | null) => EngineChannel;

/** The built entry, also when the service itself runs from its sources, as in tests. */
const entry = fileURLToPath(
  import.meta.url.endsWith('.ts')
    ? new URL('../../dist/src-main/engine/process.js', import.meta.url)
    : new URL('../engine/process.js', import.meta.url),
);

/** Node's own way: a child process. */
export const forkEngine: OpenEngineChannel = (log) => {
  const start = (output: number | 'ignore') =>
    fork(entry, [], {
      env: engineEnvironment(),
      // A terminal's Ctrl-C is for its owner. Windows would not end it with the owner any more.
      detached: process.platform !== 'win32',
      serialization: 'advanced', // typed arrays cross as they are
      stdio: ['ignore', output, output, 'ipc'],
    });
  const child = log === null ? start('ignore') : withLog(log, start);
  return {
    // A child that has just died takes no message: its exit is what rejects the call.
    send: (message) => {
      if (child.connected) child.send(message as object, () => {});
    },
    onMessage: (listener) => void child.on('message', listener),
    onExit: (listener) => void child.on('exit', (code, signal) => listener({ code, signal })),
    close: () => {
      if (child.connected) child.disconnect();
    },
    kill: () => void child.kill('SIGKILL'),
  };
};

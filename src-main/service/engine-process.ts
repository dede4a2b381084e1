import { type ChildProcess, fork } from 'node:child_process';
import { closeSync, mkdirSync, openSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createBirpc } from 'birpc';
import { type Client, client, type Reply } from '../../src-shared/contract/command.js';
import { type EngineListener, engineCommands } from '../../src-shared/contract/engine-commands.js';
import { AppError } from '../../src-shared/contract/errors.js';
import { logDirectory } from '../setup/directories.mjs';

/** The engine's process as its owner sees it. Calls reject with ENGINE_DIED when it ends. */
export interface EngineProcess {
  readonly call: Client<typeof engineCommands>;
  readonly alive: boolean;
  /** Lets go of it: it ends by itself when its owner's channel closes. */
  close(): void;
  /** Kills it at once. A training loses what came after its last checkpoint. */
  kill(): void;
}

/** The built entry, also when the service itself runs from its sources, as in tests. */
const entry = fileURLToPath(
  import.meta.url.endsWith('.ts')
    ? new URL('../../dist/src-main/engine/process.js', import.meta.url)
    : new URL('../engine/process.js', import.meta.url),
);
const maxLogBytes = 5_000_000;

/** Starts the engine's process. TensorFlow's own words go to a log file. */
export function startEngineProcess(listener: EngineListener): EngineProcess {
  const logPath = prepareLog();
  const log = openSync(logPath, 'a');
  const child = fork(entry, [], {
    serialization: 'advanced', // typed arrays cross as they are
    stdio: ['ignore', log, log, 'ipc'],
  });
  closeSync(log);
  const rpc = createBirpc<{ call(name: string, input: unknown): Promise<Reply> }, EngineListener>(
    { event: (event) => listener.event(event) },
    {
      post: (message) => post(child, message),
      on: (handler) => void child.on('message', handler),
      timeout: -1, // a training lasts as long as it lasts
    },
  );

  let end: AppError | null = null;
  child.on('exit', (code, signal) => {
    end = new AppError(
      'ENGINE_DIED',
      `The engine's process ended unexpectedly (${signal ?? `exit code ${code}`}). What was finished before the last checkpoint is kept; its last words are in ${logPath}.`,
      { details: { code, signal, log: logPath } },
    );
    void rpc.$rejectPendingCalls(({ reject }) => reject(end));
  });

  return {
    call: client(engineCommands, async (name, input) => {
      if (end !== null) throw end;
      return rpc.call(name, input);
    }),
    get alive() {
      return end === null;
    },
    close: () => {
      if (child.connected) child.disconnect();
    },
    kill: () => void child.kill('SIGKILL'),
  };
}

/** A child that has just died takes no message: its exit is what rejects the call. */
function post(child: ChildProcess, message: object): void {
  if (child.connected) child.send(message, () => {});
}

/** The log's path; a long one is set aside first, and one such is kept. */
function prepareLog(): string {
  const folder = logDirectory();
  mkdirSync(folder, { recursive: true });
  const path = join(folder, 'engine.log');
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  if (size > maxLogBytes) renameSync(path, join(folder, 'engine.old.log'));
  return path;
}

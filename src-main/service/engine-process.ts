import { createBirpc } from 'birpc';
import { type Client, client, namesOf, type Reply } from '../../src-shared/contract/command.js';
import { type EngineListener, engineCommands } from '../../src-shared/contract/engine-commands.js';
import { AppError } from '../../src-shared/contract/errors.js';
import { prepareLog } from '../files/log-file.js';
import { logDirectory } from '../setup/directories.mjs';
import type { OpenEngineChannel } from './engine-channel.js';

/** The engine's process as its owner sees it. Calls reject with ENGINE_DIED when it ends. */
export interface EngineProcess {
  readonly call: Client<typeof engineCommands>;
  readonly alive: boolean;
  /** Resolves when it has ended, with what its calls reject with. */
  readonly ended: Promise<AppError>;
  /** Lets go of it: it ends by itself when its owner's channel closes. */
  close(): void;
  /** Kills it at once. A training loses what came after its last checkpoint. */
  kill(): void;
}

/** Starts the engine's process. TensorFlow's own words go to a log file. */
export function startEngineProcess(
  openChannel: OpenEngineChannel,
  listener: EngineListener,
): EngineProcess {
  const logPath = prepareLog(logDirectory(), 'engine');
  const channel = openChannel(logPath);
  const rpc = createBirpc<{ call(name: string, input: unknown): Promise<Reply> }, EngineListener>(
    {
      event: (event) => listener.event(event),
      evaluation: (progress) => listener.evaluation(progress),
    },
    {
      post: channel.send,
      on: channel.onMessage,
      timeout: -1, // a training lasts as long as it lasts
    },
  );

  let end: AppError | null = null;
  const ended = new Promise<AppError>((resolve) => {
    channel.onExit(({ code, signal }) => {
      const words = logPath === null ? '' : ` What it wrote last is in ${logPath}.`;
      end = new AppError(
        'ENGINE_DIED',
        `The engine's process ended unexpectedly (${signal ?? `exit code ${code}`}). What was finished before the last checkpoint is kept.${words}`,
        { details: { code, signal, log: logPath } },
      );
      void rpc.$rejectPendingCalls(({ reject }) => reject(end));
      resolve(end);
    });
  });

  return {
    call: client(namesOf(engineCommands), async (name, input) => {
      if (end !== null) throw end;
      return rpc.call(name, input);
    }),
    get alive() {
      return end === null;
    },
    ended,
    close: () => channel.close(),
    kill: () => channel.kill(),
  };
}

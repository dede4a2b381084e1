import { createBirpc } from 'birpc';
import { dispatcher, type Reply } from '../../src-shared/contract/command.js';
import { type EngineListener, engineCommands } from '../../src-shared/contract/engine-commands.js';
import { fromErrorData } from '../../src-shared/contract/errors.js';
import { createEngine } from './engine.js';

/**
 * The engine's process: a child of the service, over whose channel its contract is served. Ctrl-C
 * reaches every process of a terminal's group; the owner decides what it means.
 */
process.on('SIGINT', () => {});
process.on('SIGTERM', () => {});
// An owner that is gone takes the engine with it: nobody is left to hear of a training.
process.on('disconnect', () => process.exit(1));

const engine = createEngine(async (event) => {
  const error = await owner.event(event);
  if (error !== null) throw fromErrorData(error);
});
const dispatch = dispatcher(engineCommands, engine);

const owner = createBirpc<EngineListener, { call(name: string, input: unknown): Promise<Reply> }>(
  { call: dispatch },
  {
    post: (message) => void process.send?.(message),
    on: (listener) => process.on('message', listener),
    timeout: -1,
  },
);

import './deaf-to-signals.js';
import { constants, setPriority } from 'node:os';
import { createBirpc } from 'birpc';
import { dispatcher, type Reply } from '../../src-shared/contract/command.js';
import { type EngineListener, engineCommands } from '../../src-shared/contract/engine-commands.js';
import { fromErrorData } from '../../src-shared/contract/errors.js';
import { createEngine } from './engine.js';
import { ownerChannel } from './owner-channel.js';
import { endWithOwner } from './owner-watch.js';

/**
 * The engine's process: a child of the service, over whose channel its contract is served. It lives as
 * long as its owner.
 */
endWithOwner();
// Before TensorFlow starts its threads, which inherit it: windows and terminals come first.
setPriority(constants.priority.PRIORITY_BELOW_NORMAL);

const channel = ownerChannel();
const engine = createEngine(
  async (event) => {
    const error = await owner.event(event);
    if (error !== null) throw fromErrorData(error);
  },
  async (progress) => {
    const error = await owner.evaluation(progress);
    if (error !== null) throw fromErrorData(error);
  },
);

const owner = createBirpc<EngineListener, { call(name: string, input: unknown): Promise<Reply> }>(
  { call: dispatcher(engineCommands, engine) },
  { post: channel.send, on: channel.onMessage, timeout: -1 },
);

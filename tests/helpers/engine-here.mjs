// An engine in the process of its service, over a channel as a process of its own has one.
import { MessageChannel } from 'node:worker_threads';
import { createBirpc } from 'birpc';

/** @typedef {import('../../src-main/service/engine-channel.js').OpenEngineChannel} OpenEngineChannel */

/**
 * What the channel's engine is made of: the modules of the sources, or of the built program.
 * @typedef {object} EngineParts
 * @property {typeof import('../../src-main/engine/engine.js').createEngine} createEngine
 * @property {typeof import('../../src-shared/contract/command.js').dispatcher} dispatcher
 * @property {typeof import('../../src-shared/contract/engine-commands.js').engineCommands} engineCommands
 * @property {typeof import('../../src-shared/contract/errors.js').fromErrorData} fromErrorData
 */

/**
 * As `src-main/engine/process.ts` serves it.
 * @param {EngineParts} parts
 * @returns {OpenEngineChannel}
 */
export function engineHere({ createEngine, dispatcher, engineCommands, fromErrorData }) {
  return () => {
    const { port1: inner, port2: outer } = new MessageChannel();
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
    /** @type {import('birpc').BirpcReturn<import('../../src-shared/contract/engine-commands.js').EngineListener>} */
    const owner = createBirpc(
      { call: dispatcher(engineCommands, engine) },
      {
        post: (message) => inner.postMessage(message),
        on: (listener) => inner.on('message', listener),
        timeout: -1,
      },
    );
    return {
      send: (message) => outer.postMessage(message),
      onMessage: (listener) => void outer.on('message', listener),
      onExit: () => {},
      close: () => outer.close(),
      kill: () => outer.close(),
    };
  };
}

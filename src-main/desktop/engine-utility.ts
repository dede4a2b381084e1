import { createWriteStream } from 'node:fs';
import { utilityProcess } from 'electron';
import type { OpenEngineChannel } from '../service/engine-channel.js';

/** Electron's own way to run the engine: a utility process, which ends with the application. */
export const engineInUtilityProcess =
  (entry: string): OpenEngineChannel =>
  (log) => {
    const child = utilityProcess.fork(entry, [], {
      serviceName: 'engine',
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const output = createWriteStream(log, { flags: 'a' });
    // A full disk must not end the program: the log is the least of it.
    output.on('error', (error) => console.error(`The engine's log can't be written: ${error}`));
    for (const stream of [child.stdout, child.stderr]) stream?.pipe(output, { end: false });

    let ended = false;
    child.on('exit', () => {
      ended = true;
      output.end();
    });
    // It ignores SIGTERM, which is what kill() sends. Before it has spawned it has no id.
    const kill = () => {
      if (ended) return;
      if (child.pid === undefined) child.kill();
      else process.kill(child.pid, 'SIGKILL');
    };
    return {
      send: (message) => {
        if (!ended) child.postMessage(message);
      },
      onMessage: (listener) => void child.on('message', listener),
      onExit: (listener) => void child.on('exit', (code) => listener({ code, signal: null })),
      // It has no channel of its own to close, and nothing to finish once nobody asks it.
      close: kill,
      kill,
    };
  };

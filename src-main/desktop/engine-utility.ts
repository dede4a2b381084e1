import { type UtilityProcess, utilityProcess } from 'electron';
import { logStream } from '../files/log-file.js';
import type { OpenEngineChannel } from '../service/engine-channel.js';

/** Electron's own way to run the engine: a utility process, which ends with the application. */
export const engineInUtilityProcess =
  (entry: string): OpenEngineChannel =>
  (log) => {
    const output = log === null ? 'ignore' : 'pipe';
    const child = utilityProcess.fork(entry, [], {
      serviceName: 'engine',
      stdio: ['ignore', output, output],
    });
    if (log !== null) keepLog(child, log);

    let ended = false;
    child.on('exit', () => {
      ended = true;
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

function keepLog(child: UtilityProcess, log: string): void {
  const output = logStream(log);
  // A full disk must not end the program: the log is the least of it.
  output.on('error', (error) => console.error(`The engine's log can't be written: ${error}`));
  for (const stream of [child.stdout, child.stderr]) stream?.pipe(output, { end: false });
  child.on('exit', () => output.end());
}

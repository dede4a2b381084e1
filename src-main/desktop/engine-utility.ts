import { type UtilityProcess, utilityProcess } from 'electron';
import { logStream } from '../files/log-file.js';
import type { OpenEngineChannel } from '../service/engine-channel.js';
import { signalOrCode } from './engine-end.js';

/** Electron's own way to run the engine: a utility process, which ends with the application. */
export const engineInUtilityProcess =
  (entry: string): OpenEngineChannel =>
  (log) => {
    const output = log === null ? 'ignore' : 'pipe';
    const child = utilityProcess.fork(entry, [], {
      serviceName: 'engine',
      stdio: ['ignore', output, output],
    });
    const write = log === null ? console.error : keepLog(child, log);
    // Unheard, it would be an error of the main process, which Electron shows to the person.
    child.on('error', (_, location, report) => write(`${location}\n${report}\n`));

    let ended = false;
    child.on('exit', () => {
      ended = true;
    });
    // It ignores SIGTERM, which is what the process's own kill() sends. It has no id before it has spawned.
    const kill = () => {
      if (ended) return;
      if (child.pid === undefined) child.once('spawn', kill);
      else process.kill(child.pid, 'SIGKILL');
    };
    return {
      send: (message) => {
        if (!ended) child.postMessage(message);
      },
      onMessage: (listener) => void child.on('message', listener),
      onExit: (listener) => void child.on('exit', (status) => listener(signalOrCode(status))),
      // It has no channel of its own to close, and nothing to finish once nobody asks it.
      close: kill,
      kill,
    };
  };

/** After its end, what it said before may be on its way for so long, ms. */
const lastWords = 500;

/** @returns what writes to the log as well */
function keepLog(child: UtilityProcess, log: string): (text: string) => void {
  const output = logStream(log);
  // A full disk must not end the program: the log is the least of it.
  output.on('error', (error) => console.error(`The engine's log can't be written: ${error}`));
  const streams = [child.stdout, child.stderr];
  const pipe = () => {
    for (const stream of streams) stream?.pipe(output, { end: false });
  };
  pipe();
  child.on('exit', () => {
    // Right after this event Electron takes all listeners from the streams, whatever is still to come.
    setImmediate(pipe);
    setTimeout(() => output.end(), lastWords).unref();
  });
  return (text) => void output.write(text);
}

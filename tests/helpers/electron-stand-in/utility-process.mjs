// Electron's utility process as a child of Node's, with the same interface on both sides.
import { fork } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { fileURLToPath } from 'node:url';
import { record } from './recorder.mjs';

const parentPort = fileURLToPath(new URL('./parent-port.mjs', import.meta.url));

class UtilityProcess extends EventEmitter {
  /**
   * @param {string} entry
   * @param {readonly string[]} args
   * @param {{stdio: import('node:child_process').IOType[]}} options
   */
  constructor(entry, args, { stdio }) {
    super();
    const child = fork(entry, args, {
      execArgv: ['--import', parentPort],
      serialization: 'advanced',
      stdio: [...stdio, 'ipc'],
    });
    this.child = child;
    this.stdout = child.stdout;
    this.stderr = child.stderr;
    child.on('message', (message) => this.emit('message', message));
    child.on('spawn', () => this.emit('spawn'));
    child.on('exit', (code) => {
      // Electron tells the code alone; a signal's is not zero.
      this.emit('exit', code ?? 1);
    });
    record('utilityProcess.fork', entry, child.pid);
  }

  get pid() {
    return this.child.exitCode === null ? this.child.pid : undefined;
  }

  /** @param {unknown} message */
  postMessage(message) {
    if (this.child.connected) this.child.send(/** @type {object} */ (message), () => {});
  }

  kill() {
    return this.child.kill('SIGTERM');
  }
}

export const utilityProcess = {
  /**
   * @param {string} entry
   * @param {readonly string[]} args
   * @param {{stdio: import('node:child_process').IOType[]}} options
   */
  fork: (entry, args, options) => new UtilityProcess(entry, args, options),
};

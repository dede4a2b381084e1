// Electron's utility process as a child of Node's, with the same interface on both sides.
import { fork } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { constants } from 'node:os';
import process from 'node:process';
import { PassThrough } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { app } from './app.mjs';
import { answerTo, record } from './recorder.mjs';

const parentPort = fileURLToPath(new URL('./parent-port.mjs', import.meta.url));

class UtilityProcess extends EventEmitter {
  #spawned = false;
  /** @type {PassThrough | null} */
  #stdout;
  /** @type {PassThrough | null} */
  #stderr;
  /** What is still in the pipe when the process has ended. */
  #lastWords = '';

  /**
   * @param {string} entry
   * @param {readonly string[]} args
   * @param {{stdio: import('node:child_process').IOType[]}} options
   */
  constructor(entry, args, { stdio }) {
    super();
    const superuser = answerTo('superuser', process.getuid?.() === 0);
    if (superuser && !app.commandLine.hasSwitch('no-sandbox')) {
      throw new Error('Running as root without --no-sandbox is not supported.');
    }
    const child = fork(entry, args, {
      execArgv: ['--import', parentPort],
      serialization: 'advanced',
      stdio: [...stdio, 'ipc'],
    });
    this.child = child;
    this.#stdout = child.stdout?.pipe(new PassThrough(), { end: false }) ?? null;
    this.#stderr = child.stderr?.pipe(new PassThrough(), { end: false }) ?? null;
    child.on('message', (message) => this.emit('message', message));
    child.on('spawn', () => {
      this.#spawned = true;
      this.emit('spawn');
    });
    child.on('exit', (code, signal) => {
      // Electron tells one number, as the system has it: a signal's own, or the code's.
      this.emit('exit', signal === null ? code : constants.signals[signal]);
      this.#loseStreams();
    });
    record('utilityProcess.fork', entry, child.pid);
  }

  /** Once "exit" has been told nobody listens any more, whatever is still to come. */
  #loseStreams() {
    const stdout = this.#stdout;
    stdout?.removeAllListeners();
    this.#stderr?.removeAllListeners();
    this.#stdout = null;
    this.#stderr = null;
    if (this.#lastWords !== '') setImmediate(() => stdout?.write(this.#lastWords));
  }

  get pid() {
    const { exitCode, signalCode, pid } = this.child;
    return this.#spawned && exitCode === null && signalCode === null ? pid : undefined;
  }

  get stdout() {
    return this.#stdout;
  }

  get stderr() {
    return this.#stderr;
  }

  /**
   * Ends it as a fatal error of V8 does.
   * @param {{location: string, report: string, lastWords: string}} words
   */
  fail({ location, report, lastWords }) {
    this.#lastWords = lastWords;
    this.emit('error', 'FatalError', location, report);
    this.child.kill('SIGKILL');
  }

  /** @param {unknown} message */
  postMessage(message) {
    if (this.child.connected) this.child.send(/** @type {object} */ (message), () => {});
  }

  kill() {
    return this.pid !== undefined && this.child.kill('SIGTERM');
  }
}

/** @type {UtilityProcess | null} */
let latest = null;

export const latestUtilityProcess = () => latest;

export const utilityProcess = {
  /**
   * @param {string} entry
   * @param {readonly string[]} args
   * @param {{stdio: import('node:child_process').IOType[]}} options
   */
  fork: (entry, args, options) => {
    latest = new UtilityProcess(entry, args, options);
    return latest;
  },
};

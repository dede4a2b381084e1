// A process that is measured: it is told what to do by lines of JSON, and idles in between.
import { spawn } from 'node:child_process';
import process from 'node:process';
import { createInterface } from 'node:readline';

/** @type {Set<import('node:child_process').ChildProcess>} */
const alive = new Set();

/** Ends every worker at once, whatever it is doing. */
export function killWorkers() {
  for (const child of alive) child.kill('SIGKILL');
}

process.on('exit', killWorkers);

/**
 * What it says: at first its versions, then an answer to each command, each with the processor time of all its life.
 * @typedef {{versions?: Record<string, string>, values?: number[], processorSeconds?: number, error?: string}} Message
 */

export class Worker {
  /** @type {((message: Message) => void) | null} */
  #waiting = null;
  #errors = '';
  /** @type {Promise<void>} */
  #ended;
  #gone = false;
  /** @type {Record<string, string>} */
  versions = {};
  /** Taken until its last answer. */
  processorSeconds = 0;

  /** @param {{program: string, args: string[], cwd: string, env: NodeJS.ProcessEnv}} command */
  constructor({ program, args, cwd, env }) {
    this.child = spawn(program, args, {
      cwd,
      // A group of its own: an interrupt from the keyboard reaches the benchmark, which ends the workers.
      detached: process.platform !== 'win32',
      env: { ...env, PYTHONDONTWRITEBYTECODE: '1' },
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    alive.add(this.child);
    this.child.stderr.setEncoding('utf8').on('data', (/** @type {string} */ text) => {
      this.#errors = (this.#errors + text).slice(-8_000);
    });
    createInterface({ input: this.child.stdout }).on('line', (line) => {
      if (line.startsWith('{')) this.#deliver(JSON.parse(line));
    });
    // Writing to one that has just died: its end says why.
    this.child.stdin.on('error', () => {});
    this.#ended = new Promise((resolve) => {
      const end = (/** @type {string} */ why) => {
        this.#gone = true;
        alive.delete(this.child);
        this.#deliver({ error: why });
        resolve();
      };
      this.child.once('error', (error) => end(error.message));
      this.child.once('close', (code, signal) => end(this.#lastWords(code, signal)));
    });
  }

  /** Waits until it has loaded its libraries and built its networks. */
  async ready() {
    const { versions } = await this.#nextMessage();
    this.versions = versions ?? {};
  }

  /**
   * @param {{do: string, steps?: number, count?: number, repeats?: number}} command
   * @returns {Promise<number[]>} the values
   */
  async ask(command) {
    const answer = this.#nextMessage();
    this.child.stdin.write(`${JSON.stringify(command)}\n`);
    const { values = [] } = await answer;
    return values;
  }

  async end() {
    this.child.stdin.end(`${JSON.stringify({ do: 'quit' })}\n`);
    const patience = setTimeout(() => this.child.kill('SIGKILL'), 5_000);
    await this.#ended;
    clearTimeout(patience);
  }

  /** @param {Message} message */
  #deliver(message) {
    this.processorSeconds = message.processorSeconds ?? this.processorSeconds;
    this.#waiting?.(message);
    this.#waiting = null;
  }

  /** @returns {Promise<Message>} */
  #nextMessage() {
    return new Promise((resolve, reject) => {
      if (this.#gone) return reject(new Error('the worker is gone'));
      this.#waiting = (message) =>
        message.error === undefined ? resolve(message) : reject(new Error(message.error));
    });
  }

  /**
   * @param {number | null} code
   * @param {string | null} signal
   */
  #lastWords(code, signal) {
    const lines = this.#errors.split('\n').map((line) => line.trim());
    const words = lines.filter((line) => /error|killed|memory/i.test(line)).at(-1) ?? '';
    return `the worker ended (${signal ?? `code ${code}`}) ${words}`.trim().slice(0, 300);
  }
}

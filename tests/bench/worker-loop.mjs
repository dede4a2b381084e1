// How a worker in JavaScript answers the benchmark: a line of JSON for each line of JSON.
import process from 'node:process';
import { createInterface } from 'node:readline';

/**
 * @typedef {object} WorkerOptions a worker's only argument, as JSON
 * @property {'classic' | 'balanced' | 'compact'} preset
 * @property {number} width
 * @property {number} batch
 * @property {'float32' | 'bfloat16'} precision
 * @property {boolean} jit
 * @property {string} images path of MNIST's training images
 *
 * @typedef {{do: string, steps: number, count: number, repeats: number}} Command what it needs is there
 * @typedef {{values: number[]}} Answer seconds, bytes or GFLOP/s
 */

/** @type {WorkerOptions} */
export const options = JSON.parse(process.argv[2] ?? '{}');

/** @param {object} message */
function write(message) {
  const { user, system } = process.cpuUsage();
  const processorSeconds = (user + system) / 1e6;
  process.stdout.write(`${JSON.stringify({ ...message, processorSeconds })}\n`);
}

/**
 * @param {number} repeats
 * @param {() => unknown} work
 * @returns {Promise<Answer>} seconds of each call
 */
export async function timed(repeats, work) {
  const values = [];
  for (let i = 0; i < repeats; i++) {
    const start = performance.now();
    await work();
    values.push((performance.now() - start) / 1000);
  }
  return { values };
}

/**
 * Answers until told to quit, or until the benchmark is gone.
 * @param {Record<string, string>} versions
 * @param {Record<string, (command: Command) => Promise<Answer>>} commands
 */
export async function serve(versions, commands) {
  write({ versions });
  for await (const line of createInterface({ input: process.stdin })) {
    /** @type {Command} */
    const command = JSON.parse(line);
    if (command.do === 'quit') break;
    if (command.do === 'memory') {
      write({ values: [process.resourceUsage().maxRSS * 1024] });
      continue;
    }
    try {
      write((await commands[command.do]?.(command)) ?? { error: `no command ${command.do}` });
    } catch (error) {
      write({ error: error instanceof Error ? error.message : String(error) });
    }
  }
  process.exit(0);
}

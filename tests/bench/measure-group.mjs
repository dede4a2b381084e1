// Measures workers side by side: a few values each, round after round, so that a machine's moods meet all of them alike.
import { otherLoad } from './surroundings.mjs';
import { Worker } from './worker.mjs';
import { workerCommand, workerTitle } from './worker-commands.mjs';

/**
 * @typedef {object} Measured of one worker
 * @property {Map<string, number[]>} values by measure: seconds, bytes or GFLOP/s
 * @property {Record<string, string>} versions
 * @property {string} failure empty when all went well
 *
 * @typedef {object} Pace
 * @property {number} rounds
 * @property {number} turnSeconds how long a worker works before the next one's turn, roughly
 * @property {number} slowSeconds what a worker may take in all whose single value takes longer than a turn
 * @property {number} limitSeconds no further round begins when it would end later than this after the start
 *
 * @typedef {object} Settings
 * @property {Map<string, Set<string>>} needs measures by worker
 * @property {Pace} pace
 * @property {Partial<Record<import('./worker-commands.mjs').Program, string>>} pythons
 * @property {number[]} loads what others computed meanwhile, turn by turn
 * @property {(text: string) => void} say
 * @property {AbortSignal} signal
 */

/** Values in a turn are enough then, however fast they are. */
const mostInTurn = 50;

/**
 * @param {import('./rows.mjs').Group} group
 * @param {Settings} settings
 * @returns {Promise<Map<string, Measured>>}
 */
export async function measureGroup(group, { needs, pace, pythons, loads, say, signal }) {
  const started = performance.now();
  const seconds = () => (performance.now() - started) / 1000;
  const runners = await Promise.all(
    [...needs].map(async ([name, measures]) => {
      const worker = new Worker(await workerCommand(name, group, pythons));
      return new Runner(name, [...measures], worker);
    }),
  );
  try {
    say(`${group.name}: starting ${runners.map(({ title }) => title).join(', ')}`);
    await Promise.all(runners.map((runner) => runner.attempt(() => runner.worker.ready())));
    for (const runner of runners) {
      signal.throwIfAborted();
      say(`${group.name}: warming up ${runner.title}`);
      await runner.attempt(() => runner.warmUp());
    }
    const begun = seconds();
    for (let round = 0; round < pace.rounds; round++) {
      const each = round === 0 ? 0 : (seconds() - begun) / round;
      if (round > 0 && seconds() + each > pace.limitSeconds) break;
      const left =
        round === 0 ? '' : ` · about ${Math.ceil((pace.rounds - round) * each)} s left of it`;
      say(`${group.name}: round ${round + 1} of ${pace.rounds}${left}`);
      for (const runner of round % 2 === 0 ? runners : [...runners].reverse()) {
        signal.throwIfAborted();
        await runner.attempt(() => runner.turn(round, pace, loads));
      }
    }
    for (const runner of runners) await runner.attempt(() => runner.readMemory());
    signal.throwIfAborted();
  } finally {
    await Promise.all(runners.map(({ worker }) => worker.end()));
  }
  return new Map(runners.map(({ name, result }) => [name, result]));
}

/** One worker, what is wanted of it and what it has given so far. */
class Runner {
  /** @type {Measured} */
  result = { values: new Map(), versions: {}, failure: '' };
  /** Seconds of one value, by measure. @type {Map<string, number>} */
  #cost = new Map();
  #timed;

  /**
   * @param {string} name
   * @param {string[]} measures
   * @param {Worker} worker
   */
  constructor(name, measures, worker) {
    this.name = name;
    this.title = workerTitle(name);
    this.measures = measures;
    this.worker = worker;
    this.#timed = measures.filter((measure) => measure !== 'memory');
  }

  /**
   * A worker that fails is left out from there on; the others go on.
   * @param {() => Promise<void>} work
   */
  async attempt(work) {
    if (this.result.failure !== '') return;
    try {
      await work();
      this.result.versions = this.worker.versions;
    } catch (error) {
      this.result.failure = error instanceof Error ? error.message : String(error);
    }
  }

  /** Compiles, traces, fills caches; what it measures counts only for the pace. */
  async warmUp() {
    for (const measure of this.#timed) {
      const first = await this.#timeOne(measure);
      const second = first < 4 ? await this.#timeOne(measure) : first;
      // Steps of milliseconds settle later.
      if (second < 0.2) await this.worker.ask(commandFor(measure, 10));
      this.#cost.set(measure, second);
    }
  }

  /**
   * @param {number} round
   * @param {Pace} pace
   * @param {number[]} loads
   */
  async turn(round, { rounds, turnSeconds, slowSeconds }, loads) {
    for (const measure of this.#timed) {
      const cost = this.#cost.get(measure) ?? turnSeconds;
      const turns = cost <= turnSeconds * 2 ? rounds : Math.max(3, Math.ceil(slowSeconds / cost));
      // The turns of a slow one are spread over all rounds.
      const share = Math.min(1, turns / rounds);
      if (round > 0 && Math.floor(round * share) === Math.floor((round - 1) * share)) continue;
      const amount = Math.min(mostInTurn, Math.max(1, Math.round(turnSeconds / cost)));
      const others = await otherLoad(async () => {
        const before = this.worker.processorSeconds;
        const values = await this.worker.ask(commandFor(measure, amount));
        this.result.values.set(measure, [...(this.result.values.get(measure) ?? []), ...values]);
        return this.worker.processorSeconds - before;
      });
      loads.push(others);
    }
  }

  async readMemory() {
    if (!this.measures.includes('memory')) return;
    this.result.values.set('memory', await this.worker.ask({ do: 'memory' }));
  }

  /** @param {string} measure */
  async #timeOne(measure) {
    const start = performance.now();
    await this.worker.ask(commandFor(measure, 1));
    return (performance.now() - start) / 1000;
  }
}

/**
 * @param {string} measure
 * @param {number} amount of values
 */
function commandFor(measure, amount) {
  const [what = '', count] = measure.split(' ');
  if (what === 'generate') return { do: what, count: Number(count), repeats: amount };
  return what === 'train' ? { do: what, steps: amount } : { do: what };
}

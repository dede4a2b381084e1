import { type ErrorData, toErrorData } from '../../src-shared/contract/errors.js';
import type { Evaluation, EvaluationProgress } from '../../src-shared/contract/evaluation.js';
import type { Connection } from '../connection/connection.js';
import { formatPercent } from '../format.js';
import type { Model } from './models.js';
import type { Notices } from './notices.svelte.js';
import { newSearchName } from './searches.svelte.js';
import { TimeLeft } from './time-left.js';

export interface AskedEvaluation {
  /** As it was when it was asked for. */
  readonly model: Model;
  readonly seed: number;
  readonly count: number;
  readonly deep: boolean;
}

/** An evaluation that this page asked for: under way until it has a result or an error. */
export class EvaluationTask {
  readonly name = newSearchName();
  readonly #timeLeft = new TimeLeft();
  #progress = $state.raw<EvaluationProgress | null>(null);
  #secondsLeft = $state<number | null>(null);
  result = $state.raw<Evaluation | null>(null);
  error = $state.raw<ErrorData | null>(null);

  constructor(readonly asked: AskedEvaluation) {}

  get isUnderWay(): boolean {
    return this.result === null && this.error === null;
  }

  /** Null before the first batch. */
  get progress(): EvaluationProgress | null {
    return this.#progress;
  }

  /** Null before each kind of work has been timed. */
  get secondsLeft(): number | null {
    return this.#secondsLeft;
  }

  hear(progress: EvaluationProgress): void {
    this.#progress = progress;
    if (progress.secondsLeft === null) return;
    this.#timeLeft.hear({ estimate: progress.secondsLeft, now: performance.now() });
    this.#secondsLeft = this.#timeLeft.seconds;
  }
}

/** The evaluations that this page asked for, as long as it is open, whichever screen it shows. */
export class EvaluationsState {
  readonly #call: Connection['call'];
  readonly #notices: Notices;
  #tasks = $state.raw<readonly EvaluationTask[]>([]);

  constructor(connection: Connection, notices: Notices) {
    this.#call = connection.call;
    this.#notices = notices;
    connection.onEvent((event) => {
      if (event.kind !== 'evaluation') return;
      this.#tasks.find(({ name }) => name === event.search)?.hear(event);
    });
  }

  /** Those of a run's generators, the latest first. */
  of(run: string): readonly EvaluationTask[] {
    return this.#tasks.filter(({ asked }) => asked.model.run.id === run);
  }

  /** A result takes the place of the one that its model had. */
  async start(asked: AskedEvaluation): Promise<void> {
    const task = new EvaluationTask(asked);
    const { model, seed, count, deep } = asked;
    const isOlder = (other: EvaluationTask) => other.asked.model.id === model.id && other !== task;
    // Of several of one model under way, the last is meant; what failed is tried again.
    for (const other of this.#tasks.filter(isOlder)) if (other.result === null) this.end(other);
    this.#tasks = [task, ...this.#tasks];
    try {
      const request = { model: model.id, seed, count, deep, search: task.name };
      task.result = await this.#call['model.evaluate'](request);
    } catch (thrown) {
      task.error = toErrorData(thrown);
      return;
    }
    if (!this.#tasks.includes(task)) return;
    this.#tasks = this.#tasks.filter((other) => !isOlder(other));
    const legible = formatPercent(task.result.legible, 1);
    this.#notices.good(`${model.name} is evaluated: ${legible} of its digits are legible.`);
  }

  /** Ends one under way, and puts away one that is done. */
  end(task: EvaluationTask): void {
    this.#tasks = this.#tasks.filter((other) => other !== task);
    // Where the connection is lost, so is the work.
    if (task.isUnderWay) this.#call['search.stop']({ search: task.name }).catch(() => {});
  }
}

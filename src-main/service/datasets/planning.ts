import { Worker } from 'node:worker_threads';
import type { Asker } from '../../../src-shared/contract/command.js';
import { AppError, fromErrorData, messageOf } from '../../../src-shared/contract/errors.js';
import type {
  PlanningAnswer,
  PlanningFunctions,
  PlanningQuestion,
} from '../../dataset/planning-messages.js';
import { threadProgram } from '../../dataset/thread-program.js';
import { untilGone } from '../asker.js';

type Input<Name extends keyof PlanningFunctions> = Parameters<PlanningFunctions[Name]>[0];
type Output<Name extends keyof PlanningFunctions> = ReturnType<PlanningFunctions[Name]>;

/** Who asks, and under which name: the newer of two questions ends the older one. */
interface Purpose {
  readonly asker: Asker | undefined;
  /** Undefined for what nothing newer ends. */
  readonly view?: string;
}

interface Question extends PlanningQuestion, Purpose {
  answer(answer: PlanningAnswer): void;
  fail(error: unknown): void;
}

/** Without a question for so long the thread ends, and with it what it has read, ms. */
const idleTime = 5 * 60_000;

/** The thread that plans data sets: it begins with the first question, and is asked one at a time. */
export class Planning {
  private thread: Worker | null = null;
  private readonly waiting: Question[] = [];
  private current: Question | null = null;
  private idle: NodeJS.Timeout | undefined;

  /** @throws AppError CANCELLED when who asked has gone or asks anew; what is wrong with what was asked */
  async ask<Name extends keyof PlanningFunctions>(
    name: Name,
    input: Input<Name>,
    purpose: Purpose,
  ): Promise<Awaited<Output<Name>>> {
    this.endOlder(purpose);
    const reply = await untilGone(
      purpose.asker,
      () =>
        new Promise<PlanningAnswer>((answer, fail) => {
          this.waiting.push({ name, input, ...purpose, answer, fail });
          this.askNext();
        }),
    );
    if (!reply.ok) throw fromErrorData(reply.error);
    return reply.value as Awaited<Output<Name>>;
  }

  async close(): Promise<void> {
    await this.end(new AppError('CANCELLED', 'The program ends.'));
  }

  /** What the thread is at work at is finished, for nobody. */
  private endOlder({ asker, view }: Purpose): void {
    if (view === undefined) return;
    const isOlder = (one: Question) => one.asker?.gone === asker?.gone && one.view === view;
    const newer = new AppError('CANCELLED', 'Something newer was asked.');
    for (const older of this.waiting.filter(isOlder)) {
      this.waiting.splice(this.waiting.indexOf(older), 1);
      older.fail(newer);
    }
    if (this.current !== null && isOlder(this.current)) this.current.fail(newer);
  }

  private askNext(): void {
    if (this.current !== null) return;
    clearTimeout(this.idle);
    const question = this.nextWanted();
    if (question === undefined) {
      this.idle = setTimeout(() => void this.close(), idleTime).unref();
      return;
    }
    this.current = question;
    const { name, input } = question;
    const thread = this.started();
    thread.ref();
    thread.postMessage({ name, input } satisfies PlanningQuestion);
  }

  private nextWanted(): Question | undefined {
    let next = this.waiting.shift();
    while (next?.asker?.gone.aborted) next = this.waiting.shift();
    return next;
  }

  private started(): Worker {
    if (this.thread !== null) return this.thread;
    const thread = new Worker(threadProgram('planning-thread'));
    thread.on('message', (answer: PlanningAnswer) => {
      // What one says that was ended is no answer to what its follower was asked.
      if (this.thread !== thread) return;
      this.current?.answer(answer);
      this.current = null;
      thread.unref();
      this.askNext();
    });
    const died = (why: string) => {
      if (this.thread !== thread) return;
      void this.end(
        new AppError('INTERNAL', `The thread that plans data sets could not go on: ${why}.`),
      );
    };
    thread.on('error', (error) => died(messageOf(error)));
    thread.on('exit', () => died('it ended by itself'));
    this.thread = thread;
    return thread;
  }

  private async end(error: AppError): Promise<void> {
    clearTimeout(this.idle);
    const { thread, current } = this;
    this.thread = null;
    this.current = null;
    for (const question of [...this.waiting.splice(0), ...(current ? [current] : [])]) {
      question.fail(error);
    }
    await thread?.terminate();
  }
}

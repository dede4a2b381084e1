import type { Reply } from '../../src-shared/contract/command.js';
import { AppError, toErrorData } from '../../src-shared/contract/errors.js';

interface PageCallsOptions {
  /** Calls worked on at once. */
  readonly most: number;
  /** Whether the page has read enough of what it was answered for another call to begin. */
  readonly mayBegin: () => boolean;
  /** Never throws. */
  readonly answer: (name: string, input: unknown) => Promise<Reply>;
}

/** These end others, and must not wait for their ends. */
const ending = [
  ...['search.stop', 'training.stop', 'training.pause', 'upload.cancel'],
  ...['dataset.pause', 'dataset.cancel'],
];

/** The calls of one page: a few at once, the others in their turn, none once the page has gone. */
export class PageCalls {
  private readonly lanes: { readonly usual: Lane; readonly ending: Lane };

  constructor(private readonly options: PageCallsOptions) {
    this.lanes = { usual: new Lane(options), ending: new Lane(options) };
  }

  /** Calls that have not begun. */
  get waitingCount(): number {
    return this.lanes.usual.waitingCount + this.lanes.ending.waitingCount;
  }

  /** Never rejects. */
  answer(name: string, input: unknown): Promise<Reply> {
    const lane = ending.includes(name) ? this.lanes.ending : this.lanes.usual;
    return lane.run(() => this.options.answer(name, input));
  }

  /** To be called when a call may begin that could not before. */
  beginMore(): void {
    for (const lane of Object.values(this.lanes)) lane.beginMore();
  }

  /** Drops what has not begun. */
  close(): void {
    for (const lane of Object.values(this.lanes)) lane.close();
  }
}

class Lane {
  private readonly waiting: { begin(): void; drop(): void }[] = [];
  private underWay = 0;
  private closed = false;

  constructor(private readonly options: Pick<PageCallsOptions, 'most' | 'mayBegin'>) {}

  get waitingCount(): number {
    return this.waiting.length;
  }

  run(work: () => Promise<Reply>): Promise<Reply> {
    if (this.closed) return Promise.resolve(dropped);
    return new Promise((resolve) => {
      const begin = async () => {
        this.underWay++;
        resolve(await work());
        this.underWay--;
        this.beginMore();
      };
      this.waiting.push({ begin: () => void begin(), drop: () => resolve(dropped) });
      this.beginMore();
    });
  }

  beginMore(): void {
    const { most, mayBegin } = this.options;
    while (this.underWay < most && this.waiting.length > 0 && mayBegin()) {
      this.waiting.shift()?.begin();
    }
  }

  close(): void {
    this.closed = true;
    for (const { drop } of this.waiting.splice(0)) drop();
  }
}

const dropped: Reply = {
  ok: false,
  error: toErrorData(new AppError('CANCELLED', 'The page that asked has gone.')),
};

import type { AppEvent } from '../../../src-shared/contract/app-events.js';
import type { Asker } from '../../../src-shared/contract/command.js';
import { AppError } from '../../../src-shared/contract/errors.js';
import { untilGone } from '../asker.js';
import type { Report } from './search-series.js';

/** Milliseconds between two events of a search; a shorter search has none. */
const interval = 200;

/** The searches under way that who asks gave a name: they are told of and can be ended. */
export class Searches {
  private readonly underWay = new Map<string, { stopped: boolean }>();

  /** @param now milliseconds */
  constructor(
    private readonly tell: (event: AppEvent) => void,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /**
   * Does what searches. A second search of a name ends the first.
   *
   * @throws AppError CANCELLED once it has been ended or who asked has gone, besides what `work` throws
   */
  async run<Value>(
    { search, asker }: { search?: string | undefined; asker?: Asker | undefined },
    work: (report: Report) => Promise<Value>,
  ): Promise<Value> {
    const state = { stopped: false };
    const goOn = () => {
      if (!state.stopped && !asker?.gone.aborted) return;
      throw new AppError('CANCELLED', 'The search was cancelled.');
    };
    if (search === undefined) return untilGone(asker, () => work(goOn));
    this.stop(search);
    this.underWay.set(search, state);
    let told = this.now();
    try {
      const report: Report = (progress) => {
        goOn();
        if (this.now() - told < interval) return;
        told = this.now();
        this.tell({ kind: 'search', search, ...progress });
      };
      return await untilGone(asker, () => work(report));
    } finally {
      if (this.underWay.get(search) === state) this.underWay.delete(search);
    }
  }

  /** Ends it before its next batch. */
  stop(search: string): void {
    const state = this.underWay.get(search);
    if (state) state.stopped = true;
  }
}

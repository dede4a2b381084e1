import type { AppEvent } from '../../../src-shared/contract/app-events.js';
import type { Asker } from '../../../src-shared/contract/command.js';
import { AppError } from '../../../src-shared/contract/errors.js';
import { untilGone } from '../asker.js';
import type { Report, SearchState } from './search-series.js';

/** Milliseconds between two events of a search; a shorter search has none. */
const interval = 200;

/** Who asks, and what they call the work that they ask for. */
interface Asked {
  readonly search?: string | undefined;
  readonly asker?: Asker | undefined;
}

/** The searches under way, and what else lasts, that who asks gave a name: they are told of and can be ended. */
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
  run<Value>(asked: Asked, work: (report: Report) => Promise<Value>): Promise<Value> {
    const event = (search: string, progress: SearchState): AppEvent => ({
      kind: 'search',
      search,
      ...progress,
    });
    return this.follow(asked, event, work);
  }

  /**
   * Does what lasts, in the same way.
   *
   * @param event what pages are told of its progress
   */
  async follow<Value, Progress>(
    { search, asker }: Asked,
    event: (search: string, progress: Progress) => AppEvent,
    work: (report: (progress: Progress) => void) => Promise<Value>,
  ): Promise<Value> {
    const state = { stopped: false };
    const goOn = () => {
      if (!state.stopped && !asker?.gone.aborted) return;
      throw new AppError('CANCELLED', 'It was cancelled.');
    };
    if (search === undefined) return untilGone(asker, () => work(goOn));
    this.stop(search);
    this.underWay.set(search, state);
    let told = this.now();
    try {
      const report = (progress: Progress) => {
        goOn();
        if (this.now() - told < interval) return;
        told = this.now();
        this.tell(event(search, progress));
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

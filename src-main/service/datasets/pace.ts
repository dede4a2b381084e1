import type { DatasetProgress as Step } from '../../dataset/progress.js';

/** What is said of the speed before so much time has passed means little, ms. */
const soonest = 500;

/** How fast work goes, by what was done since each kind of it began. */
export class Pace {
  private begin: (Step & { readonly time: number }) | null = null;
  private told = Number.NEGATIVE_INFINITY;

  /** @param now ms */
  constructor(private readonly now: () => number = () => performance.now()) {}

  at(step: Step): { perSecond: number | null; secondsLeft: number | null } {
    const time = this.now();
    if (this.begin === null || this.begin.doing !== step.doing) this.begin = { ...step, time };
    const { begin } = this;
    const perSecond = ((step.done - begin.done) * 1000) / (time - begin.time);
    if (time - begin.time < soonest || perSecond <= 0)
      return { perSecond: null, secondsLeft: null };
    return { perSecond, secondsLeft: (step.total - step.done) / perSecond };
  }

  /** Whether the last time that this was true is longer ago than so many ms. */
  isDue(least: number): boolean {
    const time = this.now();
    if (time - this.told < least) return false;
    this.told = time;
    return true;
  }
}

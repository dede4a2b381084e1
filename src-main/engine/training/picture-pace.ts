const interval = 4_000; // ms
/** Share of the time that pictures may take. */
const mostShare = 0.04;

/** When another picture of a training may be drawn: every few seconds, and seldom where one takes long. */
export class PicturePace {
  private next = 0;

  /** @param now milliseconds */
  isDue(now: number): boolean {
    return now >= this.next;
  }

  /** @param times when drawing the last one began and ended, in milliseconds */
  drawn({ started, ended }: { started: number; ended: number }): void {
    this.next = ended + Math.max(interval, (ended - started) / mostShare);
  }
}

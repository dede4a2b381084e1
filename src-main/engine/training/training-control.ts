/**
 * What others want of the training under way. They are heard between two steps: a step blocks the
 * process while TensorFlow computes.
 */
export class TrainingControl {
  private wish: 'run' | 'pause' | 'stop' = 'run';
  private readonly others = new Set<Promise<unknown>>();
  private wake: () => void = () => {};

  /** Before a training begins: what was wanted of the last one is over. */
  reset(): void {
    this.wish = 'run';
  }

  pause(): void {
    if (this.wish === 'run') this.wish = 'pause';
  }

  goOn(): void {
    if (this.wish === 'pause') this.want('run');
  }

  /** Ends a pause too. */
  stop(): void {
    this.want('stop');
  }

  get stopRequested(): boolean {
    return this.wish === 'stop';
  }

  get pauseRequested(): boolean {
    return this.wish === 'pause';
  }

  private want(wish: 'run' | 'stop'): void {
    this.wish = wish;
    this.wake();
  }

  /** Resolves when a pause is over. */
  async pauseOver(): Promise<void> {
    while (this.pauseRequested) {
      await new Promise<void>((resolve) => {
        this.wake = resolve;
      });
    }
  }

  /** Does other work of the engine; a training waits for it between two steps. */
  serve<Value>(work: Promise<Value>): Promise<Value> {
    this.others.add(work);
    const done = () => this.others.delete(work);
    work.then(done, done);
    return work;
  }

  /** Lets messages in and the work asked for until now be done. */
  async betweenSteps(): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve));
    await Promise.allSettled(this.others);
  }
}

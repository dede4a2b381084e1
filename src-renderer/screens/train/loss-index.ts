import type { LossRecord } from '../../state/loss-record.js';
import { LossColumn } from './loss-column.js';

/** Steps taken in at once: some milliseconds of work. */
const stepsAtOnce = 50_000;

/** Both losses of a training's record, prepared for drawing, kept up as the record grows. */
export class LossIndex {
  readonly generator = new LossColumn();
  readonly discriminator = new LossColumn();
  #record: LossRecord | null = null;
  #edition = -1;

  /** Steps taken in. */
  get length(): number {
    return this.generator.length;
  }

  /**
   * Takes in what is new of a record, or begins again when older steps have changed. Returns false
   * when some are left for another call, so that no call is long.
   */
  follow(record: LossRecord): boolean {
    if (record !== this.#record || record.edition !== this.#edition) {
      this.#record = record;
      this.#edition = record.edition;
      this.generator.clear();
      this.discriminator.clear();
    }
    const end = Math.min(record.length, this.length + stepsAtOnce);
    this.generator.extend(record.generator, end);
    this.discriminator.extend(record.discriminator, end);
    return end === record.length;
  }
}

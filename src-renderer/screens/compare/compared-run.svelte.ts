import type { RunDetails, RunLosses } from '../../../src-shared/contract/run-views.js';
import type { Connection } from '../../connection/connection.js';
import { Loadable } from '../../state/loadable.svelte.js';
import { LossRecord } from '../../state/loss-record.js';
import { LossIndex } from '../train/loss-index.js';

/** What is known of a run that is compared. */
export class ComparedRun {
  readonly details = new Loadable<RunDetails>();
  readonly losses = new Loadable<RunLosses>();
  /** Whether the charts show it. */
  shown = $state(true);
  #stage = '';

  constructor(readonly id: string) {}

  /** Its losses, prepared for drawing; without any as long as they are unknown. */
  readonly index = $derived.by(() => {
    const index = new LossIndex();
    const record = new LossRecord();
    if (this.losses.value !== null) record.write(1, this.losses.value);
    while (!index.follow(record));
    return index;
  });

  /** Reads it when its stage is another, which changes when there is more to read, and what could not be read. */
  follow(call: Connection['call'], stage: string): void {
    const failed = this.details.error !== null || this.losses.error !== null;
    if (stage === this.#stage && !failed) return;
    this.#stage = stage;
    this.load(call);
  }

  load(call: Connection['call']): void {
    void this.details.load(() => call['runs.show']({ run: this.id }));
    void this.losses.load(() => call['runs.losses']({ run: this.id }));
  }
}

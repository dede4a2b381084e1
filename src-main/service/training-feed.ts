import type { AppEvent } from '../../src-shared/contract/app-events.js';
import { withoutTrace } from '../../src-shared/contract/errors.js';
import type { TrainingEvent } from '../../src-shared/contract/events.js';
import type { RunLosses } from '../../src-shared/contract/run-views.js';
import type { TrainingSnapshot } from '../../src-shared/contract/training-views.js';
import { LossRecord } from './loss-record.js';
import { runName } from './run-ids.js';
import { gridPicture } from './run-pictures.js';

type StartedEvent = Extract<TrainingEvent, { kind: 'started' }>;
type StepEvent = Extract<TrainingEvent, { kind: 'step' }>;

/** Milliseconds between two bundles of steps. */
const bundleTime = 100;

/**
 * Turns a training's events into what pages are told, and keeps what a page needs that is opened in
 * the midst of it.
 */
export class TrainingFeed {
  private snapshot: TrainingSnapshot | null = null;
  private losses = new LossRecord();
  private bundle: StepEvent[] = [];
  private timer: NodeJS.Timeout | null = null;

  constructor(
    private readonly tell: (event: AppEvent) => void,
    private readonly runId: (folder: string) => string,
  ) {}

  get current(): TrainingSnapshot | null {
    return this.snapshot;
  }

  /** The losses of the training under way; null when the run is another. */
  lossesOf(run: string): RunLosses | null {
    if (this.snapshot?.run !== run) return null;
    return { stepsPerEpoch: this.snapshot.stepsPerEpoch, ...this.losses.columns() };
  }

  /** A pause or a stop was asked for and comes with the end of the step. */
  expect(status: 'pausing' | 'stopping'): void {
    this.change({ status });
  }

  /** @param before losses of the steps that a resumed run has behind it */
  begin(event: StartedEvent, before: LossRecord): void {
    const { run: recorded, kind: _, resumed: __, epoch, ...rest } = event;
    this.losses = before;
    this.snapshot = {
      ...rest,
      run: this.runId(event.folder),
      name: runName(event.folder, recorded),
      status: 'running',
      epoch: epoch + 1,
      imagesPerSecond: 0,
      secondsLeft: null,
      collapse: null,
    };
    this.tell({ kind: 'training', training: this.snapshot });
    this.tell({ kind: 'runs' });
  }

  event(event: TrainingEvent): void {
    const { snapshot } = this;
    if (snapshot === null) {
      // What is wrong may be told before the training has begun, and of one that had nothing to do.
      if (event.kind === 'warning')
        this.tell({ kind: 'warning', run: event.run, message: event.message });
      if (event.kind === 'preparing') this.tell(event);
      return;
    }
    const { run, name } = snapshot;
    if (event.kind !== 'step') this.flush();
    switch (event.kind) {
      case 'step':
        this.addStep(event);
        break;
      case 'epoch': {
        const { epoch, step, generatorLoss, discriminatorLoss, seconds, collapse } = event;
        const means = { generatorLoss, discriminatorLoss };
        this.tell({ kind: 'epoch', run, epoch, step, ...means, seconds });
        if (collapse !== snapshot.collapse) this.change({ collapse });
        break;
      }
      case 'preview':
        this.tell({ kind: 'preview', run, step: event.step, picture: gridPicture(event) });
        break;
      case 'paused':
        // A stop may have been asked for meanwhile.
        if (snapshot.status !== 'stopping') this.change({ status: 'paused' });
        this.tell({ kind: 'runs' });
        break;
      case 'continued':
        this.change({ status: 'running' });
        this.tell({ kind: 'runs' });
        break;
      case 'warning':
        // A collapse is shown as long as it lasts.
        if (event.about !== 'collapse') this.tell({ kind: 'warning', run, message: event.message });
        break;
      case 'finished': {
        const { epoch, step } = event;
        const state = event.state === 'finished' ? 'finished' : 'stopped';
        this.end({ kind: 'ended', run, name, state, epoch, step });
        break;
      }
      case 'failed':
        this.end({ kind: 'failed', run, name, error: withoutTrace(event.error) });
        break;
      case 'checkpoint':
        this.tell({ kind: 'runs' });
        break;
      case 'preparing':
      case 'started':
      case 'recogniser':
        break;
      default:
        event satisfies never;
    }
  }

  private addStep(event: StepEvent): void {
    this.losses.add(event);
    this.bundle.push(event);
    this.timer ??= setTimeout(() => this.flush(), bundleTime);
  }

  private flush(): void {
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
    const last = this.bundle.at(-1);
    if (last === undefined || this.snapshot === null) return;
    const { epoch, step, imagesPerSecond, secondsLeft } = last;
    this.snapshot = { ...this.snapshot, epoch, step, imagesPerSecond, secondsLeft };
    this.tell({
      kind: 'steps',
      run: this.snapshot.run,
      epoch,
      step,
      imagesPerSecond,
      secondsLeft,
      generatorLosses: Float32Array.from(this.bundle, ({ generatorLoss }) => generatorLoss),
      discriminatorLosses: Float32Array.from(
        this.bundle,
        ({ discriminatorLoss }) => discriminatorLoss,
      ),
    });
    this.bundle = [];
  }

  /** How it ended comes first: a page goes on showing it without a gap. */
  private end(outcome: Extract<AppEvent, { kind: 'ended' | 'failed' }>): void {
    this.snapshot = null;
    this.losses = new LossRecord();
    this.tell(outcome);
    this.tell({ kind: 'training', training: null });
    this.tell({ kind: 'runs' });
  }

  private change(changes: Partial<TrainingSnapshot>): void {
    if (this.snapshot === null) return;
    this.snapshot = { ...this.snapshot, ...changes };
    this.tell({ kind: 'training', training: this.snapshot });
  }
}

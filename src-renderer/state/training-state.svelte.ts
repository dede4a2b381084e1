import type { AppEvent } from '../../src-shared/contract/app-events.js';
import { AppError, fromErrorData } from '../../src-shared/contract/errors.js';
import type { Preparation } from '../../src-shared/contract/events.js';
import type { TrainingSnapshot } from '../../src-shared/contract/training-views.js';
import { type Connection, type ConnectionEvent, wheneverOpen } from '../connection/connection.js';
import { LossRecord } from './loss-record.js';
import type { Notices } from './notices.svelte.js';
import { TimeLeft } from './time-left.js';

type Call = Connection['call'];
type TrainingRequest = Parameters<Call['training.start']>[0];
type ResumeRequest = Parameters<Call['training.resume']>[0];
export type TrainingOutcome = Extract<AppEvent, { kind: 'ended' | 'failed' }>;
type EpochResult = Extract<AppEvent, { kind: 'epoch' }>;
type Preview = Extract<AppEvent, { kind: 'preview' }>;

/** The training under way, kept up by its events, and what a person may do with it. */
export class TrainingState {
  readonly #call: Call;
  readonly #notices: Notices;
  #current = $state.raw<TrainingSnapshot | null>(null);
  #known = $state(false);
  #starting = $state(false);
  #preparation = $state.raw<Preparation | null>(null);
  #version = $state(0);
  #collapseSeen = $state(false);
  #lastEpoch = $state.raw<EpochResult | null>(null);
  #preview = $state.raw<Preview | null>(null);
  #outcome = $state.raw<TrainingOutcome | null>(null);
  readonly #timeLeft = new TimeLeft();
  #losses = new LossRecord();
  /** The run that the losses belong to. */
  #lossesOf: string | null = null;
  #readingLosses = false;
  /** The notice that offers to go on with a stopped training: gone when anything trains. */
  #resumeOffer: number | null = null;

  constructor(connection: Connection, notices: Notices) {
    this.#call = connection.call;
    this.#notices = notices;
    connection.onEvent((event) => this.#hear(event));
    wheneverOpen(connection, () => this.refresh());
  }

  /** Null while nothing trains. */
  get current(): TrainingSnapshot | null {
    return this.#current;
  }

  /** Whether `current` has been asked for: before that, null means nothing. */
  get known(): boolean {
    return this.#known;
  }

  /** Whether a start or a resume has been asked for and is not under way yet. */
  get starting(): boolean {
    return this.#starting;
  }

  /** How far what comes before the start that this page has asked for is; null where that is over at once. */
  get preparation(): Preparation | null {
    return this.#starting ? this.#preparation : null;
  }

  /** Part of all steps done, 0 to 1; null while nothing trains. */
  get part(): number | null {
    const current = this.#current;
    if (current === null) return null;
    return Math.min(1, current.step / (current.stepsPerEpoch * current.epochs));
  }

  /** Goes up whenever `losses` changes: read it, then the losses, in one effect. */
  get version(): number {
    return this.#version;
  }

  /** Of the training under way, or of the one that ended last. Not reactive: see `version`. */
  get losses(): LossRecord {
    return this.#losses;
  }

  /** The run of `losses`. Not reactive: see `version`. */
  get lossesOf(): string | null {
    return this.#lossesOf;
  }

  /** The last epoch finished while this page was open: its picture is there. */
  get lastEpoch(): EpochResult | null {
    return this.#lastEpoch;
  }

  /** What the generator drew last in its first epoch while this page was open; null from then on. */
  get preview(): Preview | null {
    return this.#preview;
  }

  /** How the generator has collapsed, until a person has seen it or it has recovered; else null. */
  get collapse(): string | null {
    return this.#collapseSeen ? null : (this.#current?.collapse ?? null);
  }

  dismissCollapse(): void {
    this.#collapseSeen = true;
  }

  /** How the last training of this page ended; null again once another begins. */
  get outcome(): TrainingOutcome | null {
    return this.#outcome;
  }

  /**
   * Resolves with whether it has begun: false where a person stopped it before. These reject with an
   * AppError, which belongs where the button is.
   */
  start(request: TrainingRequest): Promise<boolean> {
    return this.#begin(() => this.#call['training.start'](request));
  }

  resume(request: ResumeRequest): Promise<boolean> {
    return this.#begin(() => this.#call['training.resume'](request));
  }

  pause(): Promise<void> {
    return this.#call['training.pause']({});
  }

  continue(): Promise<void> {
    return this.#call['training.continue']({});
  }

  pauseOrContinue(): Promise<void> {
    return this.#current?.status === 'paused' ? this.continue() : this.pause();
  }

  stop(): Promise<void> {
    return this.#call['training.stop']({});
  }

  /** Asks where the training stands, after a page has been opened or connected again. */
  async refresh(): Promise<void> {
    await this.#notices.guard(async () => {
      this.#follow(await this.#call['training.current']({}), { rereadLosses: true });
    });
  }

  async #begin(begin: () => Promise<unknown>): Promise<boolean> {
    this.#starting = true;
    this.#preparation = null;
    try {
      await begin();
      return true;
    } catch (error) {
      if (error instanceof AppError && error.code === 'CANCELLED') return false;
      throw error;
    } finally {
      this.#starting = false;
    }
  }

  #hear(event: ConnectionEvent): void {
    switch (event.kind) {
      case 'training':
        this.#follow(event.training, { rereadLosses: false });
        break;
      case 'preparing':
        this.#preparation = event;
        break;
      case 'steps':
        this.#takeSteps(event);
        break;
      case 'epoch':
        this.#lastEpoch = event;
        this.#preview = null;
        break;
      case 'preview':
        this.#preview = event;
        break;
      case 'warning':
        this.#notices.warn(event.message);
        break;
      case 'ended':
        this.#outcome = event;
        if (event.state === 'stopped') this.#offerResume(event);
        break;
      case 'failed':
        this.#outcome = event;
        // A dead engine has a banner of its own.
        if (event.error.code !== 'ENGINE_DIED') this.#notices.error(fromErrorData(event.error));
        break;
    }
  }

  #offerResume({ run, name }: { run: string; name: string }): void {
    this.#resumeOffer = this.#notices.good(`${name} has stopped, and its state is saved.`, {
      label: 'Resume',
      run: () => void this.#notices.guard(() => this.resume({ run })),
    });
  }

  #follow(training: TrainingSnapshot | null, { rereadLosses }: { rereadLosses: boolean }): void {
    this.#current = training && { ...training, secondsLeft: this.#timeLeft.seconds };
    this.#known = true;
    if (training?.status !== 'running') this.#timeLeft.forget();
    if (!training?.collapse) this.#collapseSeen = false;
    if (training === null) return;
    this.#outcome = null;
    if (this.#resumeOffer !== null) this.#notices.dismiss(this.#resumeOffer);
    this.#resumeOffer = null;
    const another = this.#lossesOf !== training.run;
    if (another) {
      this.#losses = new LossRecord();
      this.#lossesOf = training.run;
      this.#lastEpoch = null;
      this.#preview = null;
    }
    this.#losses.cut(training.step);
    this.#version++;
    if ((another || rereadLosses) && training.step > 0) void this.#readLosses(training.run);
  }

  #takeSteps(event: Extract<AppEvent, { kind: 'steps' }>): void {
    if (this.#current?.run !== event.run) return;
    const { epoch, step, imagesPerSecond } = event;
    this.#timeLeft.hear({ estimate: event.secondsLeft, now: performance.now() });
    const secondsLeft = this.#timeLeft.seconds;
    this.#current = { ...this.#current, epoch, step, imagesPerSecond, secondsLeft };
    const whole = this.#losses.write(step - event.generatorLosses.length + 1, {
      generator: event.generatorLosses,
      discriminator: event.discriminatorLosses,
    });
    this.#version++;
    if (!whole) void this.#readLosses(event.run);
  }

  /** Fills in the steps before those that this page has heard of. */
  async #readLosses(run: string): Promise<void> {
    if (this.#readingLosses) return;
    this.#readingLosses = true;
    await this.#notices.guard(async () => {
      const { generator, discriminator } = await this.#call['runs.losses']({ run });
      if (this.#lossesOf !== run) return;
      this.#losses.write(1, { generator, discriminator });
      this.#version++;
    });
    this.#readingLosses = false;
  }
}

import { app, type BrowserWindow, dialog, powerMonitor } from 'electron';
import type { DatasetSummary } from '../../src-shared/contract/data-sets.js';
import { currentOf } from '../../src-shared/contract/dataset-states.js';
import { reasonOf } from '../../src-shared/contract/errors.js';
import type { TrainingSnapshot } from '../../src-shared/contract/training-views.js';
import type { Service } from '../service/service.js';
import { watchStops, wishesToStop } from '../setup/stop-signals.mjs';

/** What would stop with the program. */
interface UnderWay {
  readonly training: TrainingSnapshot | null;
  /** A data set that is being worked at, or waits for it. */
  readonly dataset: DatasetSummary | null;
}

/**
 * Leaving the program. While a training runs or a data set is made, the person is asked; a training that is
 * to end stops cleanly, with a checkpoint, before the program does.
 */
export class Quitting {
  /** `saving`: the training is stopping; `over`: nothing holds the program any more. */
  private state: 'running' | 'asking' | 'saving' | 'over' = 'running';
  /** Whether nobody is there to answer: the system ends, or a terminal wants the program to. */
  private unasked = false;

  constructor(
    private readonly window: BrowserWindow,
    private readonly service: Service,
  ) {}

  /** Whether the program ends as soon as what trains is saved. */
  get leaving(): boolean {
    return this.state === 'saving' || this.state === 'over';
  }

  /** Takes charge of every way out. */
  watch(): void {
    const ask = this.holding(() => this.attempt());
    const leave = this.holding(() => {
      this.unasked = true;
      return this.leave();
    });
    app.on('before-quit', ask);
    this.window.on('close', ask);
    // The system goes down, or a terminal wants it to end: no time for questions.
    this.window.on('query-session-end', leave);
    powerMonitor.on('shutdown', leave);
    const stops = watchStops(wishesToStop(), { onAgain: () => this.finish() });
    stops.signal.addEventListener('abort', () => leave(), { once: true });
  }

  /** Keeps the program open for an attempt. The monitor's "shutdown" is declared without its event. */
  private holding(attempt: () => Promise<void>) {
    return (event?: { preventDefault(): void }): void => {
      if (this.state === 'over') return;
      event?.preventDefault();
      attempt().catch((error: unknown) => this.fail(error));
    };
  }

  private async attempt(): Promise<void> {
    if (this.state === 'asking') return;
    if (this.state === 'saving') {
      // At a logout macOS asks each program to quit, after it has said that the system ends.
      if (!this.unasked && (await this.asksToAbandon())) this.finish();
      return;
    }
    this.state = 'asking';
    const leave = await this.mayLeave();
    // Meanwhile the system may have begun to go down.
    if (this.state !== 'asking') return;
    if (leave) await this.leave();
    else this.state = 'running';
  }

  /** Stops what trains, waits for its checkpoint, ends. */
  private async leave(): Promise<void> {
    if (this.state === 'saving') return;
    this.state = 'saving';
    if ((await this.service.call['training.current']({})) !== null) {
      await this.service.call['training.stop']({});
    }
    await this.service.close();
    this.finish();
  }

  private finish(): void {
    this.state = 'over';
    this.service.kill();
    app.quit();
  }

  private fail(error: unknown): void {
    this.state = 'running';
    this.unasked = false;
    dialog.showErrorBox('The training could not be stopped', reasonOf(error));
  }

  private async mayLeave(): Promise<boolean> {
    const training = await this.service.call['training.current']({});
    const dataset = currentOf(await this.service.call['datasets.list']({}));
    return (training === null && dataset === null) || this.asksToStop({ training, dataset });
  }

  private async asksToStop({ training, dataset }: UnderWay): Promise<boolean> {
    const losses = [
      ...(training === null
        ? []
        : [
            `"${training.name}" stops after the step under way. Everything it has learned is saved, and you can go on with it later.`,
          ]),
      ...(dataset === null
        ? []
        : [`What is finished of "${dataset.name}" is kept, and you can go on with it later.`]),
    ];
    const { response } = await dialog.showMessageBox(this.window, {
      type: 'question',
      message: training === null ? 'A data set is being worked at' : 'A training is running',
      detail: losses.join(' '),
      buttons: ['Stop and quit', training === null ? 'Go on' : 'Keep training'],
      defaultId: 1,
      cancelId: 1,
    });
    return response === 0;
  }

  private async asksToAbandon(): Promise<boolean> {
    const { response } = await dialog.showMessageBox(this.window, {
      type: 'warning',
      message: 'The training is being saved',
      detail:
        'The program quits as soon as that is done. If you quit at once, what came after the last checkpoint is lost.',
      buttons: ['Wait', 'Quit at once'],
      defaultId: 0,
      cancelId: 0,
    });
    return response === 1;
  }
}

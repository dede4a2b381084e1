import { type BrowserWindow, Notification, powerSaveBlocker } from 'electron';
import type { AppEvent } from '../../src-shared/contract/app-events.js';
import type { TrainingSnapshot } from '../../src-shared/contract/training-views.js';
import { bringToFront } from './window.js';

/**
 * A training as the desktop shows it outside the page: the computer stays awake, the dock or
 * taskbar shows how far it is, a notification says that it has ended.
 */
export class TrainingPresence {
  /** The training under way. */
  private training: TrainingSnapshot | null = null;
  private wakefulness: number | null = null;
  /** What nothing holds is collected, and hears no click. */
  private notification: Notification | null = null;

  constructor(private readonly window: BrowserWindow) {}

  hear(event: AppEvent): void {
    switch (event.kind) {
      case 'training':
        this.training = event.training;
        this.show(event.training?.step ?? 0);
        break;
      case 'steps':
        this.show(event.step);
        break;
      case 'ended':
        this.announce({
          title: event.state === 'finished' ? 'Training finished' : 'Training stopped',
          body: `${event.name}: ${event.epoch} ${event.epoch === 1 ? 'epoch' : 'epochs'}.`,
        });
        break;
      case 'failed':
        this.announce({ title: 'Training ended with an error', body: event.error.message });
        break;
      case 'epoch':
      case 'preparing':
      case 'preview':
      case 'warning':
      case 'engine':
      case 'search':
      case 'evaluation':
      case 'runs':
      case 'dataset':
      case 'datasets':
        break;
      default:
        event satisfies never;
    }
  }

  /** @param step steps done */
  private show(step: number): void {
    const { training, window } = this;
    this.stayAwake(training !== null && training.status !== 'paused');
    if (window.isDestroyed()) return;
    if (training === null) {
      window.setProgressBar(-1);
      return;
    }
    const total = training.stepsPerEpoch * training.epochs;
    window.setProgressBar(Math.min(1, step / total), {
      mode: training.status === 'paused' ? 'paused' : 'normal',
    });
  }

  private stayAwake(awake: boolean): void {
    if (awake && this.wakefulness === null) {
      this.wakefulness = powerSaveBlocker.start('prevent-app-suspension');
    } else if (!awake && this.wakefulness !== null) {
      powerSaveBlocker.stop(this.wakefulness);
      this.wakefulness = null;
    }
  }

  /** Only to a person who looks elsewhere: the page says it too. */
  private announce(words: { title: string; body: string }): void {
    if (this.window.isDestroyed() || this.window.isFocused() || !Notification.isSupported()) return;
    const notification = new Notification(words);
    const forget = () => {
      if (this.notification === notification) this.notification = null;
    };
    notification.on('click', () => {
      if (!this.window.isDestroyed()) bringToFront(this.window);
      forget();
    });
    notification.on('close', forget);
    notification.on('failed', forget);
    this.notification = notification;
    notification.show();
  }
}

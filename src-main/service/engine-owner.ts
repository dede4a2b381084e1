import type { AppEvent } from '../../src-shared/contract/app-events.js';
import type { EngineListener } from '../../src-shared/contract/engine-commands.js';
import type { EngineRecord } from '../../src-shared/contract/runs.js';
import type { OpenEngineChannel } from './engine-channel.js';
import { type EngineProcess, startEngineProcess } from './engine-process.js';

interface OwnerOptions {
  readonly openChannel: OpenEngineChannel;
  readonly listener: EngineListener;
  readonly tell: (event: AppEvent) => void;
  /** Whether an engine that has died is started again at once, rather than by the next call. */
  readonly keepAlive: () => boolean;
}

/** A process that dies sooner than this after its start, in ms, is not started again by itself. */
const shortestLife = 10_000;

/** Owns the engine's process: starts it when it is needed, and again when it has died. */
export class EngineOwner {
  private current: EngineProcess | null = null;
  private closing = false;

  constructor(private readonly options: OwnerOptions) {}

  /** The engine's commands; a new process when there is none or the last has died. */
  get call(): EngineProcess['call'] {
    return this.process().call;
  }

  get running(): boolean {
    return this.current?.alive ?? false;
  }

  /** Starts TensorFlow, or says what runs already. */
  async start(): Promise<EngineRecord> {
    const { tell } = this.options;
    if (this.running) return this.call.start({});
    tell({ kind: 'engine', state: 'starting', error: null });
    const record = await this.call.start({});
    tell({ kind: 'engine', state: 'ready', error: null });
    return record;
  }

  private process(): EngineProcess {
    if (this.current?.alive) return this.current;
    const { openChannel, listener } = this.options;
    const process = startEngineProcess(openChannel, listener);
    const started = performance.now();
    void process.ended.then((error) => {
      if (this.closing) return;
      this.options.tell({ kind: 'engine', state: 'died', error });
      const lived = performance.now() - started;
      // What it dies of again is said by the "died" event of that process.
      if (lived > shortestLife && this.options.keepAlive()) this.start().catch(() => {});
    });
    this.current = process;
    return process;
  }

  /** Lets go of the process: it ends by itself. */
  close(): void {
    this.closing = true;
    this.current?.close();
  }

  kill(): void {
    this.closing = true;
    this.current?.kill();
  }
}

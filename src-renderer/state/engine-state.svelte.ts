import type { ErrorData } from '../../src-shared/contract/errors.js';
import type { Diagnosis } from '../../src-shared/contract/machine.js';
import type { Connection, ConnectionEvent } from '../connection/connection.js';
import { Loadable } from './loadable.svelte.js';

/** An engine that died, and the training it took with it. */
export interface EngineDeath {
  readonly message: string;
  readonly run: { readonly id: string; readonly name: string } | null;
}

/** What the engine's process is doing, and what the machine can compute with. */
export class EngineState {
  readonly #call: Connection['call'];
  readonly #diagnosis = new Loadable<Diagnosis>();
  #state = $state<'idle' | 'starting' | 'ready' | 'died'>('idle');
  #death = $state.raw<EngineDeath | null>(null);

  constructor(connection: Connection) {
    this.#call = connection.call;
    connection.onEvent((event) => this.#hear(event));
  }

  /** `idle`: nothing heard of it since the page was opened. */
  get state(): 'idle' | 'starting' | 'ready' | 'died' {
    return this.#state;
  }

  /** Until it is dismissed or a training goes on. */
  get death(): EngineDeath | null {
    return this.#death;
  }

  get diagnosis(): Loadable<Diagnosis> {
    return this.#diagnosis;
  }

  diagnose(): Promise<void> {
    return this.#diagnosis.load(() => this.#call['engine.diagnose']({}));
  }

  dismissDeath(): void {
    this.#death = null;
  }

  #hear(event: ConnectionEvent): void {
    switch (event.kind) {
      case 'engine':
        this.#state = event.state;
        if (event.state === 'died') this.#noteDeath(event.error, null);
        break;
      case 'failed':
        if (event.error.code === 'ENGINE_DIED') {
          this.#noteDeath(event.error, { id: event.run, name: event.name });
        }
        break;
      case 'training':
        if (event.training !== null) this.#death = null;
        break;
    }
  }

  /** Told twice when a training was under way, in any order: the run is kept. */
  #noteDeath(error: ErrorData | null, run: EngineDeath['run']): void {
    this.#death = {
      message: error?.message ?? "The engine's process ended unexpectedly.",
      run: run ?? this.#death?.run ?? null,
    };
  }
}

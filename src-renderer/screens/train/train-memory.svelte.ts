import type { AppState } from '../../state/app-state.svelte.js';
import type { TrainingOutcome } from '../../state/training-state.svelte.js';
import { TrainingForm } from './training-form.svelte.js';

/** What the screen keeps while others are shown: the form, and which result was put aside. */
class TrainMemory {
  readonly form: TrainingForm;
  putAside = $state.raw<TrainingOutcome | null>(null);

  constructor(app: AppState) {
    this.form = new TrainingForm(app.settings.training, (training) => app.remember({ training }));
  }
}

const memories = new WeakMap<AppState, TrainMemory>();

export function trainMemoryOf(app: AppState): TrainMemory {
  const memory = memories.get(app) ?? new TrainMemory(app);
  memories.set(app, memory);
  return memory;
}

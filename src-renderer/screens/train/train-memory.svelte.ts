import type { AppState } from '../../state/app-state.svelte.js';
import { pageMemory } from '../../state/page-memory.js';
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

export const trainMemoryOf = pageMemory((app) => new TrainMemory(app));

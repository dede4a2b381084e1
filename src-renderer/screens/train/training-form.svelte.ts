import { defaultPreset, type PresetName } from '../../../src-shared/config/presets.js';
import { plainRunName } from '../../../src-shared/config/run-name.js';
import type { PageSettings } from '../../../src-shared/config/settings.js';
import {
  defaultProgressGrid,
  defaultRecipe,
  type RecipeName,
  recipeFor,
  type TrainingConfig,
  type TrainingKind,
} from '../../../src-shared/config/training.js';
import type { RunRecord } from '../../../src-shared/contract/runs.js';
import type { TrainingState } from '../../state/training-state.svelte.js';
import { allImages } from './estimate-words.js';
import { type Changes, realChanges } from './recipe-changes.js';

type Remembered = NonNullable<PageSettings['training']>;
export type TrainingRequest = Parameters<TrainingState['start']>[0];
/** What a run was trained with. */
type Settings = Pick<RunRecord, 'preset' | 'recipe' | 'config' | 'dataset' | 'progressGrid'>;
/** Null: the program draws one at the start. */
type ShownConfig = Readonly<Omit<TrainingConfig, 'seed'> & { seed: number | null }>;

/** What a person has chosen for the next training; all good values. */
export class TrainingForm {
  readonly #remember: (training: Remembered) => void;
  #preset = $state<PresetName | null>(null);
  #recipe = $state<RecipeName>(defaultRecipe);
  /** What differs from the recipe. */
  #changes = $state.raw<Partial<TrainingConfig>>({});
  /** What the engine computes on, once that is known. */
  device = $state<'cpu' | 'gpu'>('cpu');
  /** The run's name; empty for one of the preset and the date. */
  name = $state('');
  limitImages = $state<number | null>(null);
  /** Null: as usual for the kind. */
  #gridRows = $state<number | null>(null);
  #gridColumns = $state<number | null>(null);

  constructor(remembered: Remembered | undefined, remember: (training: Remembered) => void) {
    this.#remember = remember;
    if (remembered === undefined) return;
    this.#preset = remembered.preset;
    this.#recipe = remembered.recipe;
    this.#keep(remembered.config);
  }

  get preset(): PresetName {
    return this.#preset ?? defaultPreset(this.device);
  }

  set preset(preset: PresetName) {
    this.#preset = preset;
    this.#note();
  }

  get recipe(): RecipeName {
    return this.#recipe;
  }

  /** Keeps what was changed; what the new recipe has as well is no change. */
  set recipe(recipe: RecipeName) {
    this.#recipe = recipe;
    this.#keep(this.#changes);
    this.#note();
  }

  get kind(): TrainingKind {
    return this.config.kind;
  }

  /** Keeps what was changed and means something to the new kind as well. */
  set kind(kind: TrainingKind) {
    this.set('kind', kind);
  }

  get gridRows(): number {
    return this.#gridRows ?? defaultProgressGrid[this.kind].rows;
  }

  set gridRows(rows: number) {
    this.#gridRows = rows === defaultProgressGrid[this.kind].rows ? null : rows;
  }

  get gridColumns(): number {
    return this.#gridColumns ?? defaultProgressGrid[this.kind].columns;
  }

  set gridColumns(columns: number) {
    this.#gridColumns = columns === defaultProgressGrid[this.kind].columns ? null : columns;
  }

  get config(): ShownConfig {
    return { seed: null, ...recipeFor(this.#recipe, this.#changes.kind), ...this.#changes };
  }

  set<Name extends keyof TrainingConfig>(name: Name, value: ShownConfig[Name]): void {
    this.#keep({ ...this.#changes, [name]: value ?? undefined });
    this.#note();
  }

  /** How many of these fields differ from the recipe. */
  changesAmong(names: readonly (keyof TrainingConfig)[]): number {
    return names.filter((name) => this.#changes[name] !== undefined).length;
  }

  get gridChanged(): boolean {
    return this.#gridRows !== null || this.#gridColumns !== null;
  }

  /** Every field as a run of MNIST had it, its seed among them; the name is another. */
  take({ preset, recipe, config, dataset, progressGrid }: Settings): void {
    this.#preset = preset;
    this.#recipe = recipe;
    this.#keep(config);
    this.name = '';
    this.limitImages = dataset.images < allImages ? dataset.images : null;
    this.gridRows = progressGrid.rows;
    this.gridColumns = progressGrid.columns;
    this.#note();
  }

  /** Every field as the recipe has it; the name, the preset and the kind stay. */
  reset(): void {
    this.#keep({ kind: this.kind });
    this.limitImages = null;
    this.#gridRows = null;
    this.#gridColumns = null;
    this.#note();
  }

  get request(): TrainingRequest {
    const name = plainRunName(this.name);
    return {
      preset: this.preset,
      recipe: this.recipe,
      config: this.#changes,
      progressGrid: { rows: this.gridRows, columns: this.gridColumns },
      ...(name === '' ? {} : { name }),
      ...(this.limitImages === null ? {} : { limitImages: this.limitImages }),
    };
  }

  #keep(changes: Changes): void {
    this.#changes = realChanges(this.#recipe, changes);
  }

  #note(): void {
    this.#remember({ preset: this.preset, recipe: this.recipe, config: this.#changes });
  }
}

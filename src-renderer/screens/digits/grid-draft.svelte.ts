import type { PageSettings } from '../../../src-shared/config/settings.js';
import { drawSeed } from '../../draw-seed.js';
import { knowsHands, type Model } from '../../state/models.js';
import type { GridOrder, GridRequest } from './grid.js';

export const allClasses: readonly number[] = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];

/** The picture of digits that a person sets. */
export class GridDraft {
  rows = $state(4);
  columns = $state(8);
  /** Rows of a model that knows hands: its columns are the digits to show. */
  hands = $state(10);
  /** Of its hands; null is as each has it. */
  slant = $state<number | null>(null);
  strokeWidth = $state<number | null>(null);
  seed = $state(drawSeed());
  /** The digits to show, in their order. */
  classes = $state.raw<readonly number[]>(allClasses);
  /** Null is "off": the raw generator's digits. */
  legibility = $state<number | null>(null);
  /** Shows what the legibility rejects; without one it rejects nothing. */
  rejected = $state(false);
  order = $state<GridOrder>('series');
  /** What draws. */
  model = $state.raw<Model | null>(null);

  constructor(remembered: PageSettings['grid']) {
    this.rows = remembered?.rows ?? this.rows;
    this.columns = remembered?.columns ?? this.columns;
    this.hands = remembered?.hands ?? this.hands;
    this.slant = remembered?.slant ?? null;
    this.strokeWidth = remembered?.strokeWidth ?? null;
    this.classes = remembered?.classes ?? this.classes;
    this.legibility = remembered?.legibility ?? null;
    this.order = remembered?.order ?? this.order;
  }

  /** Whether the model writes what it is asked for, in hands. */
  get byName(): boolean {
    return knowsHands(this.model);
  }

  /** The digits that there are to choose from. */
  get offered(): readonly number[] {
    const labels = this.#labels;
    return labels === null ? allClasses : allClasses.filter((digit) => labels.includes(digit));
  }

  /** What is wrong with the choice of digits, or null. */
  get classesError(): string | null {
    const none = this.offered.length > 0 && this.#chosen.length === 0;
    return none ? 'Choose at least one digit.' : null;
  }

  /** What is to be remembered. */
  get settings(): NonNullable<PageSettings['grid']> {
    const { rows, columns, hands, slant, strokeWidth, legibility, order } = this;
    // Without a digit there is nothing to come back to.
    const classes = this.classes.length === 0 ? {} : { classes: [...this.classes] };
    return { rows, columns, hands, slant, strokeWidth, legibility, order, ...classes };
  }

  /** Null while there is no model or no digit is chosen. */
  get request(): GridRequest | null {
    if (this.model === null || this.classesError !== null) return null;
    const { seed, rows, columns, hands, slant, strokeWidth, legibility, order } = this;
    const labels = this.#labels;
    const some = this.#chosen.length < this.offered.length ? this.#chosen : null;
    const classes = some === null ? {} : { classes: [...some] };
    const rejected = this.rejected && legibility !== null;
    const tiles =
      labels === null
        ? { rows, columns }
        : { rows: hands, columns: (some ?? labels).length, slant, strokeWidth };
    return { model: this.model.id, seed, ...tiles, ...classes, legibility, rejected, order };
  }

  get #labels(): readonly number[] | null {
    return this.model?.run.labels ?? null;
  }

  get #chosen(): readonly number[] {
    return this.offered.filter((digit) => this.classes.includes(digit));
  }
}

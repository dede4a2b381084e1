import type { PageSettings } from '../../../src-shared/config/settings.js';
import { drawSeed } from '../../draw-seed.js';
import type { GridOrder, GridRequest } from './grid.js';

export const allClasses: readonly number[] = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];

/** The picture of digits that a person sets. */
export class GridDraft {
  rows = $state(4);
  columns = $state(8);
  seed = $state(drawSeed());
  /** The digits to show, in their order. */
  classes = $state.raw<readonly number[]>(allClasses);
  /** Null is "off": the raw generator's digits. */
  legibility = $state<number | null>(null);
  /** Shows what the legibility rejects; without one it rejects nothing. */
  rejected = $state(false);
  order = $state<GridOrder>('series');

  constructor(remembered: PageSettings['grid']) {
    this.rows = remembered?.rows ?? this.rows;
    this.columns = remembered?.columns ?? this.columns;
    this.classes = remembered?.classes ?? this.classes;
    this.legibility = remembered?.legibility ?? null;
    this.order = remembered?.order ?? this.order;
  }

  /** What is wrong with the choice of digits, or null. */
  get classesError(): string | null {
    return this.classes.length === 0 ? 'Choose at least one digit.' : null;
  }

  /** What is to be remembered. */
  get settings(): NonNullable<PageSettings['grid']> {
    const { rows, columns, legibility, order } = this;
    // Without a digit there is nothing to come back to.
    const classes = this.classes.length === 0 ? {} : { classes: [...this.classes] };
    return { rows, columns, legibility, order, ...classes };
  }

  /** Null while no digit is chosen. */
  requestOf(model: string): GridRequest | null {
    if (this.classesError !== null) return null;
    const { seed, rows, columns, legibility, order } = this;
    const classes = this.classes.length < allClasses.length ? { classes: [...this.classes] } : {};
    const rejected = this.rejected && legibility !== null;
    return { model, seed, rows, columns, ...classes, legibility, rejected, order };
  }
}

import { type ComposingConfig, composingDefaults } from '../../../src-shared/config/composing.js';
import type { PageSettings } from '../../../src-shared/config/settings.js';
import type { ComposedNumber } from '../../../src-shared/contract/drawings.js';
import { drawSeed } from '../../draw-seed.js';
import { formatInteger } from '../../format.js';
import {
  noneRedrawn,
  noteUsed,
  type RedrawnDigits,
  redo,
  redraw,
  replacedDigits,
  undo,
} from './redrawn-digits.js';

/** What 'number.compose' is asked. */
export interface NumberRequest {
  readonly model: string;
  readonly config: ComposingConfig;
  readonly replaced: { position: number; index: number }[];
}

/** The number that a person is putting together. */
export class NumberDraft {
  digits = $state(composingDefaults.digits);
  minSpacing = $state(composingDefaults.minSpacing);
  maxSpacing = $state(composingDefaults.maxSpacing);
  thousandsParted = $state(true);
  /** Kept while the thousands are not parted. */
  thousandsSpacing = $state(composingDefaults.thousandsSpacing ?? 0);
  inkThreshold = $state(composingDefaults.inkThreshold);
  seed = $state(drawSeed());
  /** The run that draws. */
  model = $state('');
  #redrawn = $state.raw<RedrawnDigits>(noneRedrawn(''));

  constructor(remembered: PageSettings['composing'] = {}) {
    this.digits = remembered.digits ?? this.digits;
    this.minSpacing = remembered.minSpacing ?? this.minSpacing;
    this.maxSpacing = remembered.maxSpacing ?? this.maxSpacing;
    this.thousandsParted = remembered.thousandsSpacing !== null;
    this.thousandsSpacing = remembered.thousandsSpacing ?? this.thousandsSpacing;
    this.inkThreshold = remembered.inkThreshold ?? this.inkThreshold;
    this.seed = remembered.seed ?? this.seed;
  }

  get config(): ComposingConfig {
    const { digits, minSpacing, maxSpacing, inkThreshold, seed } = this;
    const thousandsSpacing = this.thousandsParted ? this.thousandsSpacing : null;
    const any = { number: null, digits, legibility: null };
    return { ...any, thousandsSpacing, minSpacing, maxSpacing, inkThreshold, seed };
  }

  /** What is wrong with the two gaps together, or null. */
  get gapError(): string | null {
    if (this.minSpacing <= this.maxSpacing) return null;
    return `The smallest gap must not be larger than the largest, which is ${formatInteger(this.maxSpacing)} px.`;
  }

  /** Null while the settings don't go together. */
  get request(): NumberRequest | null {
    if (this.gapError !== null || this.model === '') return null;
    return { model: this.model, config: this.config, replaced: replacedDigits(this.redrawn) };
  }

  get redrawn(): RedrawnDigits {
    const number = numberOf(this.model, this);
    return this.#redrawn.number === number ? this.#redrawn : noneRedrawn(number);
  }

  /** Whether a picture shows this number, in whatever layout: its digits can be pressed. */
  isOf({ model, config }: NumberRequest): boolean {
    return numberOf(model, config) === numberOf(this.model, this);
  }

  noteShown({ digits }: ComposedNumber): void {
    this.#redrawn = noteUsed(this.redrawn, digits);
  }

  redraw(position: number): void {
    this.#redrawn = redraw(this.redrawn, position);
  }

  undo(): void {
    this.#redrawn = undo(this.redrawn);
  }

  redo(): void {
    this.#redrawn = redo(this.redrawn);
  }
}

/** What makes a number the same number: its layout may change. */
const numberOf = (model: string, { seed, digits }: { seed: number; digits: number }): string =>
  `${model} ${seed} ${digits}`;

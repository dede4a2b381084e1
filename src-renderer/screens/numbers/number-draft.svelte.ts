import {
  type ComposingConfig,
  composingDefaults,
  composingFields,
} from '../../../src-shared/config/composing.js';
import { plainNumberText } from '../../../src-shared/config/number-text.js';
import type { PageSettings } from '../../../src-shared/config/settings.js';
import type { ComposedNumber } from '../../../src-shared/contract/drawings.js';
import { drawSeed } from '../../draw-seed.js';
import { formatInteger } from '../../format.js';
import { knowsHands, type Model } from '../../state/models.js';
import { LookDraft } from './look-draft.svelte.js';
import type { PicturedNumber } from './pictured-number.js';
import {
  noneRedrawn,
  noteUsed,
  type RedrawnDigits,
  redo,
  redraw,
  redrawnBefore,
  replacedDigits,
  undo,
} from './redrawn-digits.js';
import { typedProblem } from './typed-number.js';
import { firstProblem, noProblems } from './typed-problems.js';

/** What 'number.compose' is asked. */
export interface NumberRequest {
  readonly model: string;
  readonly config: ComposingConfig;
  readonly replaced: { position: number; index: number }[];
}

/** A hand as it was seen. */
export type SeenHand = Pick<ComposingConfig, 'slant' | 'strokeWidth'> & { readonly hand: number };

/** The number that a person is putting together. */
export class NumberDraft {
  /** Whether any number is written, of so many digits, or the one that is typed. */
  what = $state<'any' | 'this'>('any');
  digits = $state(composingDefaults.digits);
  /** As it is typed, good or not; kept while any number is written. */
  typed = $state('');
  legibility = $state(composingDefaults.legibility);
  minSpacing = $state(composingDefaults.minSpacing);
  maxSpacing = $state(composingDefaults.maxSpacing);
  thousandsParted = $state(true);
  /** Kept while the thousands are not parted. */
  thousandsSpacing = $state(composingDefaults.thousandsSpacing ?? 0);
  grouping = $state(composingDefaults.grouping);
  inkThreshold = $state(composingDefaults.inkThreshold);
  /** Whether each digit has a hand of its own. */
  manyHands = $state(false);
  /** The hand of all digits, kept while there are many; null is that of the seed. */
  oneHand = $state<number | null>(null);
  /** Of the hand; null is as it has them. */
  slant = $state(composingDefaults.slant);
  strokeWidth = $state(composingDefaults.strokeWidth);
  seed = $state(drawSeed());
  /** What draws, by its id. */
  model = $state('');
  /** Whether it writes what it is asked for, in hands; others are not asked for any. */
  byName = $state(false);
  readonly typedInto = $state(noProblems(composingFields));
  /** What it looks like where it is saved. */
  readonly look: LookDraft;
  #redrawn = $state.raw<RedrawnDigits>(noneRedrawn(''));

  constructor(remembered: PageSettings['composing'] = {}, look: PageSettings['look'] = undefined) {
    this.look = new LookDraft(look);
    this.#take(remembered);
  }

  #take(remembered: NonNullable<PageSettings['composing']>): void {
    this.typed = remembered.number ?? '';
    this.what = this.typed === '' ? 'any' : 'this';
    this.digits = remembered.digits ?? this.digits;
    if (remembered.legibility !== undefined) this.legibility = remembered.legibility;
    this.minSpacing = remembered.minSpacing ?? this.minSpacing;
    this.maxSpacing = remembered.maxSpacing ?? this.maxSpacing;
    this.thousandsParted = remembered.thousandsSpacing !== null;
    this.thousandsSpacing = remembered.thousandsSpacing ?? this.thousandsSpacing;
    this.grouping = remembered.grouping ?? this.grouping;
    this.inkThreshold = remembered.inkThreshold ?? this.inkThreshold;
    this.manyHands = remembered.hand === 'each';
    this.oneHand = typeof remembered.hand === 'number' ? remembered.hand : null;
    this.slant = remembered.slant ?? null;
    this.strokeWidth = remembered.strokeWidth ?? null;
    this.seed = remembered.seed ?? this.seed;
  }

  /** What is written with the model. */
  get config(): ComposingConfig {
    const noHand = { hand: null, slant: null, strokeWidth: null };
    return { ...this.settings, ...(this.byName ? {} : noHand) };
  }

  /** What is to be remembered: the hand too where the model knows none. */
  get settings(): ComposingConfig {
    const { digits, legibility, grouping, minSpacing, maxSpacing, inkThreshold, seed } = this;
    const { slant, strokeWidth } = this;
    const number = this.what === 'this' ? plainNumberText(this.typed) : null;
    const thousandsSpacing = this.thousandsParted ? this.thousandsSpacing : null;
    const spacing = { thousandsSpacing, grouping, minSpacing, maxSpacing };
    const hand: ComposingConfig['hand'] = this.manyHands ? 'each' : this.oneHand;
    const written = { hand, slant, strokeWidth };
    return { number, digits, legibility, ...spacing, inkThreshold, ...written, seed };
  }

  /** What is wrong with the number that is typed, or null. */
  get numberError(): string | null {
    return this.what === 'this' ? typedProblem(this.typed) : null;
  }

  /** What is wrong with the two gaps together, or null. */
  get gapError(): string | null {
    if (this.minSpacing <= this.maxSpacing) return null;
    return `The smallest gap must not be larger than the largest, which is ${formatInteger(this.maxSpacing)} px.`;
  }

  /** What is wrong with the settings or between them, as a sentence, or null. */
  get problem(): string | null {
    const typed = firstProblem(this.typedInto);
    const model = this.model === '' ? 'There is no model to draw with.' : null;
    return this.numberError ?? this.gapError ?? typed ?? model;
  }

  /** Null while there is a problem. */
  get request(): NumberRequest | null {
    if (this.problem !== null) return null;
    return { model: this.model, config: this.config, replaced: replacedDigits(this.redrawn) };
  }

  get redrawn(): RedrawnDigits {
    const number = numberOf(this.model, this.config);
    return this.#redrawn.number === number ? this.#redrawn : noneRedrawn(number);
  }

  /** Whether a picture shows this number, in whatever layout: its digits can be pressed. */
  isOf({ model, config }: NumberRequest): boolean {
    return numberOf(model, config) === numberOf(this.model, this.config);
  }

  /** Writes what a picture shows as a number of its own: where none was typed, it begins with that. */
  writeShown({ text }: Pick<ComposedNumber, 'text'>): void {
    if (this.typed === '') this.typed = text;
  }

  /** Writes in a hand that was seen elsewhere. */
  writeIn({ hand, slant, strokeWidth }: SeenHand): void {
    this.manyHands = false;
    this.oneHand = hand;
    this.slant = slant;
    this.strokeWidth = strokeWidth;
  }

  /** Writes what a picture shows, in its look, with its digits drawn anew. */
  takeOver({ config, replaced, look }: PicturedNumber, model: Pick<Model, 'id' | 'run'>): void {
    this.#take(config);
    this.model = model.id;
    this.byName = knowsHands(model);
    this.#redrawn = redrawnBefore(numberOf(this.model, this.config), replaced);
    this.look.look = look;
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

/** What makes a number the same number: its layout, slant and stroke width may change. */
const numberOf = (
  model: string,
  { number, digits, legibility, hand, seed }: ComposingConfig,
): string => JSON.stringify([model, seed, number ?? digits, legibility, hand]);

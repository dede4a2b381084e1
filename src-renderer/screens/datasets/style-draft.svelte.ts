import { usualDataset } from '../../../src-shared/config/data-sets.js';
import type { PageSettings } from '../../../src-shared/config/settings.js';
import {
  checkStyle,
  chosenStyle,
  type StyleName,
  usualStripHeight,
} from '../../../src-shared/config/style.js';
import type { Style, StyleFieldName } from '../../../src-shared/config/style-fields.js';

type Remembered = Pick<NonNullable<PageSettings['dataSet']>, 'style' | 'height' | 'colour'>;

/** What strips are to look like: a style with a name, and what a person changed of it. */
export class StyleDraft {
  #name = $state<StyleName>(usualDataset.style);
  #changed = $state.raw<Partial<Style>>({});
  /** Pixels. */
  height = $state<number>(usualStripHeight);
  /** Whether pictures are in colour; else they are grey. */
  colour = $state(false);

  constructor(remembered: Partial<Remembered> = {}) {
    this.take({
      style: { name: usualDataset.style },
      height: usualStripHeight,
      colour: false,
      ...remembered,
    });
  }

  get name(): StyleName {
    return this.#name;
  }

  /** Takes all of a style: what was changed goes. */
  set name(name: StyleName) {
    this.#name = name;
    this.#changed = {};
  }

  get changed(): Partial<Style> {
    return this.#changed;
  }

  /** How many fields a person changed. */
  get changes(): number {
    return Object.keys(this.#changed).length;
  }

  /** What the strips have, each where they are not all alike by the style; else its only value. */
  values<Name extends StyleFieldName>(name: Name): Style[Name][] {
    const { ways } = chosenStyle(this.#name, this.#changed);
    const values = new Map(ways.map((way) => [JSON.stringify(way[name]), way[name]]));
    return [...values.values()];
  }

  change(changed: Partial<Style>): void {
    this.#changed = { ...this.#changed, ...changed };
  }

  /** Every field as the style has it. */
  reset(): void {
    this.#changed = {};
  }

  /** What is wrong with it, as a sentence, or null. */
  get problem(): string | null {
    const { ways } = chosenStyle(this.#name, this.#changed);
    const wrong = ways.map(checkStyle).find((words) => words !== null);
    return wrong === undefined ? null : `Of the style, ${wrong}.`;
  }

  /** Takes that of a data set. */
  take({ style: { name, changed = {} }, height, colour }: Remembered): void {
    this.#name = name;
    // None of them is there without a value.
    this.#changed = changed as Partial<Style>;
    this.height = height;
    this.colour = colour;
  }

  get settings(): Remembered {
    const { height, colour } = this;
    return { style: { name: this.#name, changed: this.#changed }, height, colour };
  }
}

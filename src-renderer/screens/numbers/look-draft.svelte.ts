import {
  checkLook,
  type Look,
  lookFields,
  looks,
  nameOfLook,
} from '../../../src-shared/config/look.js';
import type { PictureFormat } from '../../../src-shared/config/picture-formats.js';
import type { PageSettings } from '../../../src-shared/config/settings.js';
import { changedLook, type LookChoice } from './look-choice.js';
import { firstProblem, noProblems } from './typed-problems.js';

type Remembered = NonNullable<PageSettings['look']>;

/** What the number is to look like where it is saved and copied. */
export class LookDraft {
  /** What is saved. Copied is always a PNG. */
  format = $state<PictureFormat>('png');
  /** Whether the pixels that the network drew are shown: for the eyes alone, nothing is saved so. */
  pixelsShown = $state(false);
  readonly typed = $state(noProblems(lookFields));
  #name = $state<LookChoice>('ink');
  /** Kept while a look with a name is chosen; null until there is one. */
  #own = $state.raw<Look | null>(null);

  constructor({ name = 'ink', own, format = 'png' }: Partial<Remembered> = {}) {
    this.#own = own ?? null;
    this.#name = name === 'own' && own === undefined ? 'ink' : name;
    this.format = format;
  }

  get name(): LookChoice {
    return this.#name;
  }

  /** Takes all of a look; a preset takes back what was changed of it. */
  set name(name: LookChoice) {
    this.#name = name === 'own' && this.#own === null ? 'ink' : name;
  }

  get look(): Look {
    return this.#name === 'own' ? (this.#own ?? looks.ink) : looks[this.#name];
  }

  /** Takes a look that may have a name. */
  set look(look: Look) {
    const name = nameOfLook(look);
    this.#name = name ?? 'own';
    if (name === null) this.#own = look;
  }

  /** Whether there is a look of one's own to choose. */
  get hasOwn(): boolean {
    return this.#own !== null;
  }

  /** Changes some of it, which makes it one's own. */
  change(changed: Partial<Look>): void {
    this.#own = changedLook(this.look, changed);
    this.#name = 'own';
  }

  /** What is wrong with it, as a sentence, or null: nothing can be saved then. */
  get problem(): string | null {
    return firstProblem(this.typed) ?? checkLook(this.look);
  }

  get settings(): Remembered {
    const own = this.#own === null ? {} : { own: this.#own };
    return { name: this.#name, ...own, format: this.format };
  }
}

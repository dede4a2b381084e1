import { readNumberList } from '../../../src-shared/config/number-list.js';
import { mostTexts } from '../../../src-shared/grammar/lists.js';

/** A list of numbers, pasted or of a file. */
export class ListDraft {
  /** As it is typed or pasted, good or not. */
  #text = $state('');
  /** Its text is not shown: it may be long. */
  #file = $state.raw<{ readonly name: string; readonly text: string } | null>(null);

  readonly #read = $derived(readNumberList(this.text, { most: mostTexts }));

  /** What is typed, or what the file holds. */
  get text(): string {
    return this.#file?.text ?? this.#text;
  }

  get typed(): string {
    return this.#text;
  }

  set typed(text: string) {
    this.#text = text;
    this.#file = null;
  }

  get fileName(): string | null {
    return this.#file?.name ?? null;
  }

  open(name: string, text: string): void {
    this.#file = { name, text };
  }

  /** Goes back to what was typed before. */
  closeFile(): void {
    this.#file = null;
  }

  /** What is wrong with it, as a sentence that names the line, or null. */
  get problem(): string | null {
    return this.#read.problem;
  }

  /** None of an empty or a wrong one. */
  get numbers(): readonly string[] {
    return this.#read.numbers ?? [];
  }
}

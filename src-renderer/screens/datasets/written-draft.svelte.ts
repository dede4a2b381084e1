import type { PageSettings } from '../../../src-shared/config/settings.js';
import { anyDigits } from '../../../src-shared/grammar/any-digits.js';
import type { Grammar } from '../../../src-shared/grammar/grammar.js';
import { readyGrammars, readyLine } from '../../../src-shared/grammar/ready.js';
import { firstProblem, noProblems } from '../numbers/typed-problems.js';
import { digitLengths } from './digit-lengths.js';
import { lengthFields } from './fields.js';
import { type GrammarReading, readGrammarFacts } from './grammar-reading.js';
import { ListDraft } from './list-draft.svelte.js';

type Remembered = NonNullable<PageSettings['dataSet']>['written'];
export type WrittenKind = Remembered['kind'];

/** What a list of numbers alone is called in its grammar. */
const listName = 'numbers';

/** Which numbers a person wants strips of. */
export class WrittenDraft {
  kind = $state<WrittenKind>('ready');
  /** The name of a ready grammar. */
  ready = $state('');
  /** A line of one's own, good or not. */
  line = $state('');
  shortest = $state(1);
  longest = $state(6);
  /** What is wrong with what is typed for each length. */
  readonly typed = $state(noProblems(lengthFields));
  /** A grammar that no line can say, of a data set that another one is to be like. */
  #tree = $state.raw<Grammar | null>(null);
  readonly #lists = new Map<string, ListDraft>();

  constructor(remembered: Partial<Remembered> = {}) {
    Object.assign(this, remembered);
    if (readyLine(this.ready) === undefined) this.ready = readyGrammars[0]?.name ?? '';
  }

  /** The lists that the grammar names, by name. */
  get lists(): ReadonlyMap<string, ListDraft> {
    return new Map(this.#listNames().map((name) => [name, this.#list(name)]));
  }

  get grammar(): Grammar {
    return this.#grammar();
  }

  /** Whether nothing has been written yet: no mistake of anybody's. */
  get isEmpty(): boolean {
    if (this.kind === 'own' && this.#tree === null && this.line === '') return true;
    return [...this.lists.values()].some(({ text }) => text.trim() === '');
  }

  /** Whether its grammar came with another data set and can't be shown as a line. */
  get isTree(): boolean {
    return this.kind === 'own' && this.#tree !== null;
  }

  forgetTree(): void {
    this.#tree = null;
  }

  /** What is wrong with the lengths together, as a sentence, or null. */
  get lengthProblem(): string | null {
    return this.shortest > this.longest
      ? 'The shortest must not have more digits than the longest.'
      : null;
  }

  /** @param seed of the order in which examples come */
  reading(seed: number): GrammarReading {
    if (this.kind === 'digits') {
      const problem = firstProblem(this.typed) ?? this.lengthProblem;
      if (problem !== null) return { problem, pointed: null };
    }
    const wrong = [...this.lists.values()].find(({ problem }) => problem !== null);
    if (wrong?.problem) return { problem: wrong.problem, pointed: null };
    const lists = new Map([...this.lists].map(([name, { numbers }]) => [name, numbers]));
    return readGrammarFacts(this.grammar, { lists, seed });
  }

  /** Writes what the chosen ready grammar is as a line, to be changed. */
  changeReady(): void {
    this.#tree = null;
    this.line = readyLine(this.ready) ?? '';
    this.kind = 'own';
  }

  /** Takes the grammar of a data set; its lists are not known. */
  take(grammar: Grammar): void {
    const { number, parts } = grammar;
    const line = parts === undefined && typeof number === 'string' ? number : null;
    const lengths = digitLengths(grammar);
    if (lengths !== null) {
      this.kind = 'digits';
      this.shortest = lengths.first;
      this.longest = lengths.last;
      return;
    }
    const ready = /^\{([a-z0-9-]+)\}$/.exec(line ?? '')?.[1] ?? '';
    this.#tree = line === null ? grammar : null;
    if (readyLine(ready) !== undefined) {
      this.kind = 'ready';
      this.ready = ready;
    } else if (line === `{list:${listName}}`) {
      this.kind = 'list';
    } else {
      this.kind = 'own';
      this.line = line ?? '';
    }
  }

  get settings(): Remembered {
    const { kind, ready, line, shortest, longest } = this;
    return { kind, ready, line, shortest, longest };
  }

  #grammar(): Grammar {
    switch (this.kind) {
      case 'ready':
        return { number: `{${this.ready}}` };
      case 'own':
        return this.#tree ?? { number: this.line };
      case 'digits':
        return anyDigits({ first: this.shortest, last: this.longest });
      case 'list':
        return { number: `{list:${listName}}` };
    }
  }

  #listNames(): string[] {
    if (this.kind === 'list') return [listName];
    if (this.kind !== 'own') return [];
    const found = JSON.stringify(this.grammar).matchAll(
      /\{list:([a-z][a-z0-9-]{0,39})\}|"kind":"list","name":"([a-z0-9-]+)"/g,
    );
    return [...new Set([...found].map(([, line, tree]) => line ?? tree ?? ''))];
  }

  #list(name: string): ListDraft {
    const list = this.#lists.get(name) ?? new ListDraft();
    this.#lists.set(name, list);
    return list;
  }
}

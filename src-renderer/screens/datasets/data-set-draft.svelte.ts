import type { PageSettings } from '../../../src-shared/config/settings.js';
import type { DatasetDetails, DatasetRequest } from '../../../src-shared/contract/data-sets.js';
import { drawSeed } from '../../draw-seed.js';
import type { GrammarReading } from './grammar-reading.js';
import { likeStyle } from './like-style.js';
import { OutDraft } from './out-draft.svelte.js';
import { StyleDraft } from './style-draft.svelte.js';
import { WrittenDraft } from './written-draft.svelte.js';

type Remembered = NonNullable<PageSettings['dataSet']>;

/** The data set that a person is about to make. */
export class DataSetDraft {
  readonly written: WrittenDraft;
  readonly style: StyleDraft;
  readonly out: OutDraft;

  constructor({ written, out, ...look }: Partial<Remembered> = {}) {
    this.written = new WrittenDraft(written);
    this.style = new StyleDraft(look);
    this.out = new OutDraft(out);
  }

  readonly #reading = $derived.by(() => this.written.reading(this.out.seed));

  /** What its grammar writes, or what is wrong with that. */
  get reading(): GrammarReading {
    return this.#reading;
  }

  /** What is wrong, as a sentence, or null: nothing can be made then. */
  get problem(): string | null {
    if (this.written.isEmpty) return 'Say what is written first.';
    return this.#reading.problem ?? this.style.problem ?? this.out.problem;
  }

  /** What the program is asked; null where something is wrong that a person sees in its place. */
  get request(): DatasetRequest | null {
    return this.problem === null ? this.#request : null;
  }

  /** The same where nothing but what comes out is wrong: its strips can be drawn. */
  get drawable(): DatasetRequest | null {
    const harmless = this.out.problem;
    const { problem } = this;
    return problem === null || problem === harmless ? this.#request : null;
  }

  get #request(): DatasetRequest {
    const { written, style, out } = this;
    const { count, split, seed, bank, shardSize } = out;
    const whole = out.splitProblem === null ? split : { train: 100, val: 0, test: 0 };
    return {
      grammar: written.grammar,
      lists: Object.fromEntries([...written.lists].map(([name, { text }]) => [name, text])),
      count,
      split: whole,
      shared: { strings: out.shareStrings, hands: out.shareHands },
      seed,
      style: { name: style.name, changed: style.changed },
      height: style.height,
      colour: style.colour,
      formats: out.formats.length === 0 ? ['files'] : [...out.formats],
      bank,
      shardSize,
    };
  }

  /** Begins another one with other strips, once this one is under way. */
  renew(): void {
    this.out.seed = drawSeed();
    this.out.name = '';
  }

  /** Takes all of a data set that another one is to be like; its lists are not known. */
  take(details: DatasetDetails): void {
    const { grammar, split, shared, summary, shardSize, height, colour } = details;
    this.written.take(grammar);
    this.style.take({ style: likeStyle(details.style), height, colour });
    const { out } = this;
    out.formats = summary.formats;
    out.count = split.train + split.val + split.test;
    out.split = inPerCent(split);
    out.shareStrings = shared.strings;
    out.shareHands = shared.hands;
    out.bank = summary.bank;
    out.shardSize = shardSize;
    this.renew();
  }

  /** What is to be remembered; null while parts or style are wrong, which no settings hold. */
  get settings(): Remembered | null {
    const { written, style, out } = this;
    if (out.splitProblem !== null || style.problem !== null) return null;
    return { written: written.settings, ...style.settings, out: out.settings };
  }
}

/** Whole per cent that add up to 100. */
function inPerCent({ train, val, test }: DatasetDetails['split']): OutDraft['split'] {
  const all = Math.max(1, train + val + test);
  const [valPart, testPart] = [val, test].map((part) => Math.round((100 * part) / all));
  const rest = { val: valPart ?? 0, test: testPart ?? 0 };
  return { train: 100 - rest.val - rest.test, ...rest };
}

import type { ComposingConfig } from '../../../src-shared/config/composing.js';
import { readNumberList } from '../../../src-shared/config/number-list.js';
import { mostOnSheet } from '../../../src-shared/config/sheet.js';
import { formatInteger } from '../../format.js';
import { countingTexts, differentTexts, type Tables, timesTexts } from './many-texts.js';
import { lengthsOfOriginal, type SeriesTexts, seriesConfigs } from './series-configs.js';

export type ManyKind = 'same' | 'different' | 'list' | 'times' | 'counting' | 'lengths';

/** Which numbers a person wants several of, and as what. */
export class ManyDraft {
  kind = $state<ManyKind>('same');
  times = $state(5);
  count = $state(20);
  shortest = $state(2);
  longest = $state(4);
  /** As it is typed or pasted, good or not. */
  list = $state('');
  firstTable = $state(1);
  lastTable = $state(10);
  form = $state<Tables['form']>('products');
  mixed = $state(false);
  first = $state(1);
  last = $state(20);
  /** Whether one hand writes all of them. The same number is always written by several. */
  oneHand = $state(true);
  /** A picture of each, or pages to print. */
  as = $state<'pictures' | 'pages'>('pictures');

  readonly #read = $derived(readNumberList(this.list, { most: mostOnSheet }));

  /** What is wrong with what is set, as a sentence, or null. */
  get problem(): string | null {
    if (this.kind === 'different' && this.shortest > this.longest) {
      return 'The shortest must not have more digits than the longest.';
    }
    if (this.kind === 'times' && this.firstTable > this.lastTable) {
      return 'The first table must not be larger than the last.';
    }
    const counted = Math.abs(this.last - this.first) + 1;
    if (this.kind === 'counting' && counted > mostOnSheet) {
      return `These are ${formatInteger(counted)} numbers, and ${formatInteger(mostOnSheet)} are the most: count in parts.`;
    }
    return this.kind === 'list' ? this.#read.problem : null;
  }

  /** How many numbers a good list has. */
  get listed(): number {
    return this.#read.numbers?.length ?? 0;
  }

  /** Writes the lines of a long text, on pages. */
  takeLines(lines: readonly string[]): void {
    this.kind = 'list';
    this.list = lines.join('\n');
    this.as = 'pages';
  }

  /** What is written, by the settings of a number; none where something is wrong or missing. */
  configs(config: ComposingConfig, { shown, byName }: Surroundings): ComposingConfig[] {
    if (this.problem !== null) return [];
    const texts = this.#texts(config, shown);
    return seriesConfigs(config, { texts, hands: this.#hands(byName) });
  }

  /** Columns of a page that suit these numbers, where a person leaves them open; null is as many as have room. */
  get columns(): number | null {
    if (this.kind !== 'times') return null;
    return this.form === 'products' ? 10 : 2;
  }

  #texts({ number, seed }: ComposingConfig, shown: string | null): SeriesTexts['texts'] {
    switch (this.kind) {
      case 'same': {
        const text = number ?? shown;
        return text === null ? [] : Array.from({ length: this.times }, () => text);
      }
      case 'different':
        return differentTexts(seed, this.count, this);
      case 'list':
        return this.#read.numbers ?? [];
      case 'times': {
        const { firstTable, lastTable, form, mixed } = this;
        return timesTexts(seed, { first: firstTable, last: lastTable, form, mixed });
      }
      case 'counting':
        return countingTexts(this.first, this.last);
      case 'lengths':
        return lengthsOfOriginal;
    }
  }

  #hands(byName: boolean): SeriesTexts['hands'] {
    if (!byName || this.kind === 'lengths') return 'own';
    return this.kind === 'same' || !this.oneHand ? 'later' : 'one';
  }
}

interface Surroundings {
  /** The number that is seen, where it is that of the settings. */
  readonly shown: string | null;
  /** Whether the model knows hands. */
  readonly byName: boolean;
}

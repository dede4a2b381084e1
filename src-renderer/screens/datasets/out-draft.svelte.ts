import type { SplitParts } from '../../../src-shared/config/data-set-request.js';
import {
  type FormatName,
  formatNames,
  splitNames,
  usualDataset,
} from '../../../src-shared/config/data-sets.js';
import { checkRunName, plainRunName } from '../../../src-shared/config/run-name.js';
import type { PageSettings } from '../../../src-shared/config/settings.js';
import type { DatasetPlace } from '../../../src-shared/contract/data-sets.js';
import { drawSeed } from '../../draw-seed.js';
import { firstProblem, noProblems } from '../numbers/typed-problems.js';
import { countField, partFields, shardField } from './fields.js';

type Remembered = NonNullable<PageSettings['dataSet']>['out'];

const typedFields = { count: countField, seed: null, shardSize: shardField, ...partFields };

/** What comes out: how many strips, as what, and where. */
export class OutDraft {
  count = $state(5_000);
  split = $state.raw<SplitParts>(usualDataset.split);
  shareStrings = $state(false);
  shareHands = $state(false);
  bank = $state<string>(usualDataset.bank);
  shardSize = $state<number>(usualDataset.shardSize);
  seed = $state(drawSeed());
  #formats = $state.raw<readonly FormatName[]>(usualDataset.formats);
  /** Of the folder; empty for one of the date. */
  name = $state('');
  /** Null: in the data directory. */
  place = $state.raw<DatasetPlace | null>(null);
  /** What is wrong with what is typed into each field. */
  readonly typed = $state(noProblems(typedFields));

  constructor(remembered: Partial<Remembered> = {}) {
    Object.assign(this, remembered);
  }

  /** Those chosen, in their order. */
  get formats(): readonly FormatName[] {
    return this.#formats;
  }

  set formats(names: readonly FormatName[]) {
    this.#formats = formatNames.filter((name) => names.includes(name));
  }

  choose(format: FormatName, chosen: boolean): void {
    const others = this.#formats.filter((name) => name !== format);
    this.formats = chosen ? [...others, format] : others;
  }

  /** What is wrong with the parts, as a sentence, or null. */
  get splitProblem(): string | null {
    const sum = splitNames.reduce((all, name) => all + this.split[name], 0);
    return sum === 100 ? null : `The parts add up to ${sum}%: they must be 100% in all.`;
  }

  get nameProblem(): string | null {
    if (plainRunName(this.name) === '') return null;
    const wrong = checkRunName(this.name);
    return wrong === null ? null : `The name ${wrong}.`;
  }

  /** What is wrong with it, as a sentence, or null. */
  get problem(): string | null {
    if (this.#formats.length === 0) return 'Choose a format at least.';
    return firstProblem(this.typed) ?? this.splitProblem ?? this.nameProblem;
  }

  get settings(): Remembered {
    const { count, split, shareStrings, shareHands, bank, shardSize, formats } = this;
    return { count, split, shareStrings, shareHands, bank, shardSize, formats: [...formats] };
  }
}

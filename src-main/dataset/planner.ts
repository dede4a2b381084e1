import { join } from 'node:path';
import { shippedBank } from '../../src-shared/config/data-set-request.js';
import { nthRunName } from '../../src-shared/config/run-name.js';
import { chosenStyle } from '../../src-shared/config/style.js';
import type {
  BankSummary,
  DatasetCosts,
  DatasetPreview,
  DatasetRequest,
  PreviewedStrip,
} from '../../src-shared/contract/data-sets.js';
import { reasonOf } from '../../src-shared/contract/errors.js';
import { bankNames, type FoundBank, findBank } from '../bank/banks.js';
import { mnistFacts, mnistSizes } from '../bank/mnist-bank.js';
import { remove } from '../files/folders.js';
import { makeFreeFolder } from '../files/free-names.js';
import { checkSpace } from '../files/free-space.js';
import { freeSpace } from '../setup/machine.mjs';
import { usableProcessors } from '../setup/processors.mjs';
import { estimate } from './estimate.js';
import { PageNumbers } from './page-numbers.js';
import { countOf } from './plan.js';
import { type Planned, planDataset, writePlanned } from './plan-dataset.js';
import { remarksOf } from './remarks.js';
import { placeOf } from './shards.js';

interface PreviewAsked {
  readonly request: DatasetRequest;
  /** Number of the first strip. */
  readonly first: number;
  readonly count: number;
}

interface WriteAsked {
  readonly request: DatasetRequest;
  /** The folder that its own is to lie in. */
  readonly place: string;
  /** Counted up where it is taken. */
  readonly name: string;
}

/**
 * Plans data sets as pages ask for them. What was read last (a bank, a grammar, lists) is kept: a page
 * changes one thing after the other.
 */
export class Planner {
  private readonly numbers = new PageNumbers();
  private readonly summaries = new Map<string, BankSummary>();
  private bank: { readonly name: string; readonly open: Promise<FoundBank> } | null = null;

  async preview({ request, first, count }: PreviewAsked): Promise<DatasetPreview> {
    // What it is written as does not change a strip, and may not be decided yet.
    const { plan, maker, strings } = await this.plan({ ...request, formats: ['files'] });
    const end = Math.min(countOf(plan), first + count);
    const strips = Array.from({ length: Math.max(0, end - first) }, (_, at): PreviewedStrip => {
      const number = first + at;
      const { text, hand, width, height, channels, pixels, boxes } = maker.make(number);
      const part = placeOf(plan, number).split;
      return { number, part, text, hand, width, height, channels, pixels, boxes };
    });
    return { strings: String(strings), strips };
  }

  /** @param place where it would lie */
  async costs({ request, place }: Pick<WriteAsked, 'request' | 'place'>): Promise<DatasetCosts> {
    const planned = await this.plan(request);
    const { plan, maker, strings } = planned;
    const { bytes, seconds } = await estimate(plan, { maker, now: () => performance.now() });
    return {
      strings: String(strings),
      split: plan.split,
      bytes,
      freeBytes: await freeSpace(place),
      seconds: seconds / usableProcessors().cores,
      remarks: remarksOf(planned),
    };
  }

  /**
   * Writes the plan into a folder of its own.
   *
   * @returns the folder
   * @throws AppError BAD_INPUT, NO_SPACE, NOT_WRITABLE; nothing of it stays
   */
  async write({ request, place, name }: WriteAsked): Promise<string> {
    const planned = await this.plan(request);
    const { bytes } = await estimate(planned.plan, {
      maker: planned.maker,
      now: () => performance.now(),
    });
    await checkSpace(place, { bytes, purpose: 'the data set' });
    const folder = await makeFreeFolder((nth) => join(place, nthRunName(name, nth)));
    try {
      await writePlanned(folder, planned);
    } catch (error) {
      await remove(folder).catch(() => {});
      throw error;
    }
    return folder;
  }

  /** Those that are there for everybody first. Whoever asks again is told of new ones. */
  async banks(): Promise<BankSummary[]> {
    const summaries: BankSummary[] = [];
    for (const name of [shippedBank, ...(await bankNames())]) {
      const known = this.summaries.get(name) ?? (await this.summarise(name));
      // A bank's name is that of its content, which stays; what is wrong with one may be mended.
      if (known.problem === null) this.summaries.set(name, known);
      summaries.push(known);
    }
    const [shipped, ...own] = summaries;
    return [...(shipped === undefined ? [] : [shipped]), ...mnistSummaries(), ...own];
  }

  private async summarise(name: string): Promise<BankSummary> {
    try {
      const { size, hands, facts } = (await findBank(name)).bank;
      const { model, labels } = facts;
      return { name, model, digits: size, hands: hands.length, labels, problem: null };
    } catch (error) {
      const problem = reasonOf(error);
      return { name, model: null, digits: 0, hands: 0, labels: '', problem };
    }
  }

  private async plan(request: DatasetRequest): Promise<Planned> {
    const { lists, prepared } = this.numbers.of(request);
    const bank = await this.open(request.bank);
    const style = chosenStyle(request.style.name, request.style.changed);
    return planDataset({ ...request, lists, style }, { bank, prepared });
  }

  private open(name: string): Promise<FoundBank> {
    if (this.bank?.name !== name) this.bank = { name, open: findBank(name) };
    return this.bank.open.catch((error) => {
      this.bank = null;
      throw error;
    });
  }
}

/** Neither is opened for it: a page that waits for the list waits for its preview too. */
const mnistSummaries = (): BankSummary[] =>
  Object.entries(mnistSizes).map(([name, { part, digits, hands }]) => {
    const { model, labels } = mnistFacts(part);
    return { name, model, digits, hands, labels, problem: null };
  });

import { createHash } from 'node:crypto';
import { join, resolve } from 'node:path';
import { type Style, type StyleName, styles } from '../../src-shared/config/style.js';
import { AppError } from '../../src-shared/contract/errors.js';
import type { Grammar } from '../../src-shared/grammar/grammar.js';
import type { PreparedGrammar } from '../../src-shared/grammar/prepare.js';
import { type StringRepeats, stringRepeats } from '../../src-shared/grammar/string-repeats.js';
import { longestSample } from '../../src-shared/strips/sample.js';
import type { Bank } from '../bank/bank.js';
import { openBank } from '../bank/banks.js';
import { appVersion } from '../files/app-version.js';
import { writeFileDurably } from '../files/durable-files.js';
import { exists } from '../files/exists.js';
import { makeEmptyFolder } from '../files/output-folder.js';
import type { FormatName } from './formats/format-names.js';
import { formats } from './formats/formats.js';
import { type NamedList, preparedWith } from './open-maker.js';
import {
  listFile,
  type Plan,
  planFile,
  readPlan,
  type SplitName,
  sealed,
  splitNames,
  writePlan,
} from './plan.js';
import { SampleMaker } from './sample-maker.js';

/** What a person asks for. */
export interface DatasetRequest {
  readonly grammar: Grammar;
  /** Of the grammar; null without one. */
  readonly list: NamedList | null;
  readonly count: number;
  /** Parts in per cent. */
  readonly split: Readonly<Record<SplitName, number>>;
  readonly shared: Plan['shared'];
  readonly seed: number;
  readonly style: StyleName;
  readonly height: number;
  readonly shardSize: number;
  readonly formats: readonly FormatName[];
  /** `mnist`, a name or a file. */
  readonly bank: string;
}

/** A data set that is yet to be written. */
export interface Planned {
  readonly plan: Plan;
  readonly list: string | null;
  readonly maker: SampleMaker;
  /** Numbers that the grammar has. */
  readonly strings: bigint;
  /** Whether some are drawn more often than others, so that they come again. */
  readonly weighted: boolean;
  /** Whether parts that are to share no number may do so all the same. */
  readonly repeats: StringRepeats;
}

/** @throws AppError BAD_INPUT for a grammar, a bank or a format that can't be what is asked */
export async function planDataset(request: DatasetRequest): Promise<Planned> {
  const { grammar, list, count, shared, seed, height, shardSize, bank: bankName } = request;
  const prepared = preparedWith(grammar, list);
  requireLength(prepared);
  const bank = await openBank(bankName);
  const text = list === null ? null : `${list.numbers.join('\n')}\n`;
  const style: Style = styles[request.style];
  const plan = sealed({
    grammar,
    list: list && {
      name: list.name,
      sha256: createHash('sha256')
        .update(text ?? '')
        .digest('hex'),
    },
    split: splitOf(count, request.split),
    shared,
    seed,
    style,
    height,
    shardSize,
    formats: request.formats,
    bank: { name: bank.name, sha256: bank.sha256 },
    program: appVersion(),
  });
  requireEnough(plan, prepared, bank);
  const repeats = isApart(plan) ? stringRepeats(prepared) : 'never';
  if (repeats === 'some') {
    throw new AppError(
      'BAD_INPUT',
      'The grammar can write some numbers in two ways, so that parts would share them: write each in one way (digits grammar says whether it does), or choose --split 100/0/0, or --share-strings.',
    );
  }
  const maker = new SampleMaker(plan, prepared, bank);
  requireReadable(plan, maker);
  const { count: strings, weighted } = prepared;
  return { plan, list: text, maker, strings, weighted, repeats };
}

/** Whole strips, as near to the parts as can be, which add up. */
function splitOf(
  count: number,
  parts: Readonly<Record<SplitName, number>>,
): Record<SplitName, number> {
  const all = splitNames.reduce((sum, name) => sum + parts[name], 0);
  let [before, taken] = [0, 0];
  const split = { train: 0, val: 0, test: 0 };
  for (const name of splitNames) {
    before += parts[name];
    const end = Math.round((count * before) / all);
    split[name] = end - taken;
    taken = end;
  }
  return split;
}

function requireLength({ element: { length } }: PreparedGrammar): void {
  if (length.max <= longestSample) return;
  throw new AppError(
    'BAD_INPUT',
    `The grammar describes numbers of up to ${length.max} characters, and a strip of a data set has at most ${longestSample}.`,
  );
}

/** Whether there are parts that are to share no number. */
const isApart = (plan: Plan): boolean => !plan.shared.strings && partCount(plan) > 1;

/** Parts with strips. */
const partCount = ({ split }: Plan): number => splitNames.filter((name) => split[name] > 0).length;

/** Parts that share nothing need something each. */
function requireEnough(plan: Plan, { count }: PreparedGrammar, { name, hands }: Bank): void {
  const parts = partCount(plan);
  if (!plan.shared.strings && count < BigInt(parts)) {
    throw new AppError(
      'BAD_INPUT',
      `The grammar describes ${count} ${count === 1n ? 'number' : 'numbers'}, and ${parts} parts that share none need one each: choose --split 100/0/0, or --share-strings.`,
    );
  }
  if (!plan.shared.hands && hands.length < parts) {
    throw new AppError(
      'BAD_INPUT',
      `The bank ${name} has ${hands.length} hands, and ${parts} parts that share none need one each: choose --split 100/0/0, or --share-hands.`,
    );
  }
}

/** First texts of a part that are looked at. */
const looked = 1_000;

/** Before anything is written: what a format's readers would make of the texts. */
function requireReadable(plan: Plan, maker: SampleMaker): void {
  for (const format of plan.formats) {
    const { problem, readers } = formats[format];
    if (problem === undefined) continue;
    let first = 0;
    for (const split of splitNames) {
      const size = plan.split[split];
      if (size === 0) continue;
      const texts = Array.from({ length: Math.min(size, looked) }, (_, at) =>
        maker.text(first + at),
      );
      const found = problem({ texts, alphabet: maker.grammar.element.alphabet });
      if (found !== null) {
        throw new AppError('BAD_INPUT', `${readers} ${found}.`, { details: { format } });
      }
      first += size;
    }
  }
}

/**
 * Writes a plan into a folder of its own. Where the same one is already, nothing is to be done.
 *
 * @throws AppError FOLDER_NOT_EMPTY, NOT_WRITABLE, NO_SPACE
 */
export async function writePlanned(
  folder: string,
  { plan, list }: Pick<Planned, 'plan' | 'list'>,
): Promise<void> {
  const place = resolve(folder);
  if (await exists(join(place, planFile))) {
    if ((await readPlan(place)).sha256 === plan.sha256) return;
    throw new AppError(
      'FOLDER_NOT_EMPTY',
      `${folder} holds another data set: go on with it by digits dataset make, or choose another folder.`,
      { details: { folder } },
    );
  }
  await makeEmptyFolder(
    place,
    'files of two data sets would be mixed up: choose another folder, or empty it.',
  );
  if (list !== null) await writeFileDurably(join(place, listFile), list);
  await writePlan(place, plan);
}

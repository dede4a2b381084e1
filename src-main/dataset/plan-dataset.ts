import { createHash } from 'node:crypto';
import { join, resolve } from 'node:path';
import {
  type FormatName,
  formatReaders,
  planBounds,
  type SplitName,
  splitNames,
} from '../../src-shared/config/data-sets.js';
import type { StyleChoice } from '../../src-shared/config/style.js';
import { AppError } from '../../src-shared/contract/errors.js';
import type { Grammar } from '../../src-shared/grammar/grammar.js';
import type { Lists } from '../../src-shared/grammar/lists.js';
import { type PreparedGrammar, prepareGrammar } from '../../src-shared/grammar/prepare.js';
import { type StringRepeats, stringRepeats } from '../../src-shared/grammar/string-repeats.js';
import { mostBankBytes } from '../bank/bank-file.js';
import { type FoundBank, findBank } from '../bank/banks.js';
import { appVersion } from '../files/app-version.js';
import { writeFileDurably } from '../files/durable-files.js';
import { exists } from '../files/exists.js';
import { remove } from '../files/folders.js';
import { withForeignFile } from '../files/foreign-file.js';
import { makeEmptyFolder } from '../files/output-folder.js';
import { formats } from './formats/formats.js';
import { mostLooked, type PartTexts } from './formats/part-texts.js';
import { inputNames } from './inputs.js';
import {
  countOf,
  listFile,
  type Plan,
  planBankFile,
  planFile,
  sealed,
  shardCount,
  writePlan,
} from './plan.js';
import { readPlan } from './read-plan.js';
import { partCount, requireEnough, requireLength } from './require-enough.js';
import { SampleMaker } from './sample-maker.js';

/** What a person asks for. */
export interface DatasetRequest {
  readonly grammar: Grammar;
  /** Of the grammar. */
  readonly lists: Lists;
  readonly count: number;
  /** Parts in per cent. */
  readonly split: Readonly<Record<SplitName, number>>;
  readonly shared: Plan['shared'];
  readonly seed: number;
  readonly style: StyleChoice;
  readonly colour: boolean;
  readonly height: number;
  readonly shardSize: number;
  readonly formats: readonly FormatName[];
  /** `mnist`, a name or a file. */
  readonly bank: string;
}

/** A data set that is yet to be written. */
export interface Planned {
  readonly plan: Plan;
  /** The files of its lists, by their names. */
  readonly lists: ReadonlyMap<string, string>;
  /** The file of its bank; null where that comes with the program. */
  readonly bank: string | null;
  readonly maker: SampleMaker;
  /** Numbers that the grammar has. */
  readonly strings: bigint;
  /** Whether some are drawn more often than others, so that they come again. */
  readonly weighted: boolean;
  /** Whether parts that are to share no number may do so all the same. */
  readonly repeats: StringRepeats;
  /** What the readers of the formats have to be told so that they lose nothing, in sentences. */
  readonly remarks: readonly string[];
}

/**
 * @param read of what is asked for, where it is read already
 * @throws AppError BAD_INPUT for a grammar, a bank or a format that can't be what is asked
 */
export async function planDataset(
  request: DatasetRequest,
  read: { readonly prepared?: PreparedGrammar; readonly bank?: FoundBank } = {},
): Promise<Planned> {
  const { grammar, count, shared, seed, height, shardSize, bank: bankName } = request;
  const prepared = read.prepared ?? prepareGrammar(grammar, { lists: request.lists });
  requireLength(prepared);
  const split = splitOf(count, request.split);
  requireFewShards(shardCount({ split, shardSize }));
  const { bank, path: bankPath } = read.bank ?? (await findBank(bankName));
  const lists = new Map(
    [...request.lists].map(([name, numbers]) => [name, `${numbers.join('\n')}\n`]),
  );
  const plan = sealed({
    grammar,
    lists: [...lists].map(([name, text]) => ({
      name,
      sha256: createHash('sha256').update(text).digest('hex'),
    })),
    split,
    shared,
    seed,
    style: request.style,
    colour: request.colour,
    height,
    shardSize,
    formats: request.formats,
    bank: { name: bank.name, sha256: bank.sha256, inFolder: bankPath !== null },
    program: appVersion(),
  });
  requireEnough(plan, prepared, bank);
  const repeats = isApart(plan) ? stringRepeats(prepared) : 'never';
  if (repeats === 'some') {
    throw new AppError(
      'BAD_INPUT',
      'The grammar can write some numbers in two ways, so that parts would share them: write each in one way, have all strips in one part, or let parts share numbers.',
    );
  }
  const maker = new SampleMaker(plan, prepared, bank);
  const remarks = requireReadable(plan, maker);
  const { count: strings, weighted } = prepared;
  return { plan, lists, bank: bankPath, maker, strings, weighted, repeats, remarks };
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

function requireFewShards(count: number): void {
  if (count <= planBounds.shards) return;
  const [shards, most] = [count, planBounds.shards].map((each) => each.toLocaleString('en-US'));
  throw new AppError(
    'BAD_INPUT',
    `That would be ${shards} shards; at most ${most}: write more strips together.`,
  );
}

/** Whether there are parts that are to share no number. */
const isApart = (plan: Plan): boolean => !plan.shared.strings && partCount(plan) > 1;

/**
 * Before anything is written: what the readers of the formats would make of the texts.
 *
 * @returns what they have to be told
 * @throws AppError BAD_INPUT for texts that they would break
 */
function requireReadable(plan: Plan, maker: SampleMaker): string[] {
  const remarks = new Set<string>();
  for (const format of plan.formats) {
    const { problem, remarks: remarksOf } = formats[format];
    for (const part of partTexts(plan, maker)) {
      const found = problem?.(part) ?? null;
      if (found !== null) {
        throw new AppError('BAD_INPUT', `${formatReaders[format]} ${found}.`, {
          details: { format },
        });
      }
      for (const remark of remarksOf?.(part) ?? []) remarks.add(remark);
    }
  }
  return [...remarks];
}

function partTexts(plan: Plan, maker: SampleMaker): PartTexts[] {
  const { length, alphabet, always } = maker.grammar.element;
  const all = countOf(plan);
  let first = 0;
  return splitNames.flatMap((split) => {
    const [begin, count] = [first, plan.split[split]];
    first += count;
    const texts = function* () {
      for (let at = 0; at < Math.min(count, mostLooked); at++) yield maker.text(begin + at);
    };
    return count === 0 ? [] : [{ length, alphabet, always, count, all, texts }];
  });
}

/**
 * Writes a plan into a folder of its own, with all that is needed to make it on another machine, the plan
 * last. Where the same one is already, nothing is to be done.
 *
 * @throws AppError FOLDER_NOT_EMPTY, NOT_WRITABLE, NO_SPACE
 */
export async function writePlanned(
  folder: string,
  { plan, lists, bank }: Pick<Planned, 'plan' | 'lists' | 'bank'>,
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
  try {
    for (const [name, text] of lists) await writeFileDurably(join(place, listFile(name)), text);
    if (bank !== null) await copyBank(bank, join(place, planBankFile));
    await writePlan(place, plan);
  } catch (error) {
    // Half a plan would be in the way of the same command.
    await Promise.all(inputNames(plan).map((name) => remove(join(place, name))));
    throw error;
  }
}

function copyBank(from: string, to: string): Promise<unknown> {
  const invalid = (what: string) => new AppError('INVALID_DATA', `${from} can't be read: ${what}.`);
  return withForeignFile(from, { maxBytes: mostBankBytes, invalid }, ({ pieces }) =>
    writeFileDurably(to, pieces(0)),
  );
}

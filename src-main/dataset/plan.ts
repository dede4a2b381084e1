import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { type FormatName, type SplitName, splitNames } from '../../src-shared/config/data-sets.js';
import type { StyleChoice } from '../../src-shared/config/style.js';
import type { Grammar } from '../../src-shared/grammar/grammar.js';
import { writeJsonDurably } from '../files/durable-files.js';

export const planVersion = 2;

/** All that a data set is made of: the same plan gives the same bytes. */
export interface PlanParts {
  /** What is written. A list of numbers alone is `{list:numbers}`. */
  readonly grammar: Grammar;
  /** Lists by what the grammar calls them: the files `list-NAME.txt` in the folder. */
  readonly lists: readonly { readonly name: string; readonly sha256: string }[];
  /** Strips of each part. */
  readonly split: Readonly<Record<SplitName, number>>;
  /** What parts may have in common. */
  readonly shared: { readonly strings: boolean; readonly hands: boolean };
  readonly seed: number;
  readonly style: StyleChoice;
  /** Whether pictures are in colour; else they are grey. */
  readonly colour: boolean;
  /** Of the pictures, in pixels. */
  readonly height: number;
  /** Strips of a shard. */
  readonly shardSize: number;
  readonly formats: readonly FormatName[];
  /** `inFolder` is whether it is the file `digits.bank` there; others come with the program. */
  readonly bank: { readonly name: string; readonly sha256: string; readonly inFolder: boolean };
  /** Version of the program. */
  readonly program: string;
}

export interface Plan extends PlanParts {
  /** Of what stands in a plan. */
  readonly version: typeof planVersion;
  /** Of everything else in it, in hexadecimal. */
  readonly sha256: string;
}

export const planFile = 'plan.json';
export const listFile = (name: string): string => `list-${name}.txt`;
export const planBankFile = 'digits.bank';
/** What a list of numbers alone is called in the grammar. */
export const listName = 'numbers';

/** With the hash of all of it. */
export function sealed(parts: PlanParts): Plan {
  const plan = { version: planVersion, ...parts } as const;
  return { ...plan, sha256: planHash(plan) };
}

/** Of its JSON, in which keys have the order in which they were written. */
export const planHash = (parts: object): string =>
  createHash('sha256')
    .update(JSON.stringify({ ...parts, sha256: undefined }))
    .digest('hex');

export const writePlan = (folder: string, plan: Plan): Promise<unknown> =>
  writeJsonDurably(join(folder, planFile), plan);

export const countOf = ({ split }: Pick<Plan, 'split'>): number =>
  splitNames.reduce((sum, name) => sum + split[name], 0);

/** Shards of all parts. */
export const shardCount = ({ split, shardSize }: Pick<Plan, 'split' | 'shardSize'>): number =>
  splitNames.reduce((sum, name) => sum + Math.ceil(split[name] / shardSize), 0);

import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { z } from 'zod';
import { maxSeed } from '../../src-shared/config/fields.js';
import {
  checkRange,
  type Range,
  type Style,
  stripHeightField,
} from '../../src-shared/config/style.js';
import { AppError } from '../../src-shared/contract/errors.js';
import type { Grammar } from '../../src-shared/grammar/grammar.js';
import { readGrammar } from '../../src-shared/grammar/grammar-json.js';
import { writeJsonDurably } from '../files/durable-files.js';
import { readForeignText } from '../files/foreign-file.js';
import { parseJson } from '../files/parse-json.js';
import { type FormatName, formatNames } from './formats/format-names.js';

/** Parts of a data set, in this order. */
export const splitNames = ['train', 'val', 'test'] as const;
export type SplitName = (typeof splitNames)[number];

/** All that a data set is made of: the same plan gives the same bytes. */
export interface PlanParts {
  /** What is written. A list of numbers alone is `{list:numbers}`. */
  readonly grammar: Grammar;
  /** What the grammar calls the file `list.txt` in the folder; null without a list. */
  readonly list: { readonly name: string; readonly sha256: string } | null;
  /** Strips of each part. */
  readonly split: Readonly<Record<SplitName, number>>;
  /** What parts may have in common. */
  readonly shared: { readonly strings: boolean; readonly hands: boolean };
  readonly seed: number;
  readonly style: Style;
  /** Of the pictures, in pixels. */
  readonly height: number;
  /** Strips of a shard. */
  readonly shardSize: number;
  readonly formats: readonly FormatName[];
  readonly bank: { readonly name: string; readonly sha256: string };
  /** Version of the program. */
  readonly program: string;
}

export interface Plan extends PlanParts {
  /** Of everything else in it, in hexadecimal. */
  readonly sha256: string;
}

export const planFile = 'plan.json';
export const listFile = 'list.txt';
/** What a list of numbers alone is called in the grammar. */
export const listName = 'numbers';

export const planBounds = { count: 1_000_000_000, shardSize: 10_000 } as const;

const range = (name: keyof Style) =>
  z
    .strictObject({ min: z.number(), max: z.number() })
    .refine((value) => checkRange(name, value) === null, {
      error: ({ input }) => checkRange(name, input as Range) ?? '',
    });

const hash = z.string().regex(/^[0-9a-f]{64}$/, { error: 'must be a SHA-256 in hexadecimal' });
const share = z.int().min(0).max(planBounds.count);

const planSchema = z.strictObject({
  grammar: z.unknown().transform(readGrammar),
  list: z.strictObject({ name: z.string(), sha256: hash }).nullable(),
  split: z.strictObject({ train: share, val: share, test: share }),
  shared: z.strictObject({ strings: z.boolean(), hands: z.boolean() }),
  seed: z.int().min(0).max(maxSeed),
  style: z.strictObject({
    gap: range('gap'),
    thousandsGap: range('thousandsGap'),
    slant: range('slant'),
    size: range('size'),
    wander: range('wander'),
    margin: range('margin'),
    ink: range('ink'),
    paper: range('paper'),
  }),
  height: z.int().min(stripHeightField.min).max(stripHeightField.max),
  shardSize: z.int().min(1).max(planBounds.shardSize),
  formats: z.array(z.enum(formatNames)).min(1),
  bank: z.strictObject({ name: z.string(), sha256: hash }),
  program: z.string(),
  sha256: hash,
});

/** With the hash of all of it. */
export const sealed = (parts: PlanParts): Plan => ({ ...parts, sha256: planHash(parts) });

/** Of its JSON, in which keys have the order in which they were written. */
const planHash = (parts: object): string =>
  createHash('sha256')
    .update(JSON.stringify({ ...parts, sha256: undefined }))
    .digest('hex');

export const writePlan = (folder: string, plan: Plan): Promise<unknown> =>
  writeJsonDurably(join(folder, planFile), plan);

/**
 * @throws AppError NOT_FOUND when the folder holds no data set; INVALID_DATA for a plan that was changed
 */
export async function readPlan(folder: string): Promise<Plan> {
  const path = join(folder, planFile);
  const invalid = (what: string) => new AppError('INVALID_DATA', `${path} can't be used: ${what}.`);
  const text = await readForeignText(path, { maxBytes: 2 ** 24, invalid }).catch((error) => {
    if (!(error instanceof AppError) || error.code !== 'NOT_FOUND') throw error;
    throw new AppError(
      'NOT_FOUND',
      `There is no data set in ${folder}: it has no ${planFile}. Choose the folder that --out named.`,
    );
  });
  const plan = parseJson(text, planSchema, invalid);
  // As it was read, so that nothing is lost of what is not known here.
  if (planHash(parseJson(text, z.record(z.string(), z.unknown()), invalid)) !== plan.sha256) {
    throw invalid(
      'it was changed after it was written, so that its shards would not fit each other. Make another data set instead',
    );
  }
  return plan;
}

export const countOf = ({ split }: Pick<Plan, 'split'>): number =>
  splitNames.reduce((sum, name) => sum + split[name], 0);

import { join } from 'node:path';
import { z } from 'zod';
import { isBankName } from '../../src-shared/config/data-set-request.js';
import { formatNames, planBounds } from '../../src-shared/config/data-sets.js';
import { maxSeed } from '../../src-shared/config/fields.js';
import { stripHeightField } from '../../src-shared/config/style.js';
import { styleChoiceSchema } from '../../src-shared/config/style-schema.js';
import { AppError } from '../../src-shared/contract/errors.js';
import { partName, partNameWords } from '../../src-shared/grammar/grammar.js';
import { readGrammar } from '../../src-shared/grammar/grammar-json.js';
import { readForeignText } from '../files/foreign-file.js';
import { parseJson } from '../files/parse-json.js';
import { countOf, type Plan, planFile, planHash, planVersion, shardCount } from './plan.js';

const hash = z.string().regex(/^[0-9a-f]{64}$/, { error: 'must be a SHA-256 in hexadecimal' });
const share = z.int().min(0).max(planBounds.count);

const planSchema = z.strictObject({
  version: z.literal(planVersion),
  grammar: z.unknown().transform(readGrammar),
  lists: z.array(
    z.strictObject({ name: z.string().regex(partName, { error: partNameWords }), sha256: hash }),
  ),
  split: z
    .strictObject({ train: share, val: share, test: share })
    .refine((split) => countOf({ split }) > 0, { error: 'must have a strip in one of its parts' }),
  shared: z.strictObject({ strings: z.boolean(), hands: z.boolean() }),
  seed: z.int().min(0).max(maxSeed),
  style: styleChoiceSchema,
  colour: z.boolean(),
  height: z.int().min(stripHeightField.min).max(stripHeightField.max),
  shardSize: z.int().min(1).max(planBounds.shardSize),
  formats: z.array(z.enum(formatNames)).min(1),
  bank: z.strictObject({
    // No path, which would be opened.
    name: z.string().refine(isBankName, { error: 'must be the name of a bank' }),
    sha256: hash,
    inFolder: z.boolean(),
  }),
  program: z.string(),
  sha256: hash,
});

/** What any plan has had. The first ones had no version. */
const versionSchema = z.looseObject({ version: z.unknown(), program: z.string().optional() });

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
  const { version, program } = parseJson(text, versionSchema, invalid);
  if (version !== planVersion) {
    throw invalid(
      `it is of another version of the program${program === undefined ? '' : ` (${program})`}, whose strips differ. Go on with that version, or make another data set`,
    );
  }
  const plan = parseJson(text, planSchema, invalid);
  if (shardCount(plan) > planBounds.shards) {
    throw invalid(`it has more than ${planBounds.shards.toLocaleString('en-US')} shards`);
  }
  // As it was read, so that nothing is lost of what is not known here.
  if (planHash(parseJson(text, z.record(z.string(), z.unknown()), invalid)) !== plan.sha256) {
    throw invalid(
      'it was changed after it was written, so that its shards would not fit each other. Make another data set instead',
    );
  }
  return plan;
}

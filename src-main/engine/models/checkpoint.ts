import { join } from 'node:path';
import { z } from 'zod';
import { AppError, reasonOf } from '../../../src-shared/contract/errors.js';
import { type WrittenFile, writeFileDurably, writeJsonDurably } from '../../files/durable-files.js';
import { bringToDisk, makeSubfolder, namesIn, remove } from '../../files/folders.js';
import { foreignSha256, readForeignText } from '../../files/foreign-file.js';
import { parseJson } from '../../files/parse-json.js';
import { finiteBytes } from './weight-files.js';

/** Where a training stands, beside its weights. */
const betaPowers = z.tuple([z.number(), z.number()]);
const stateSchema = z.strictObject({
  /** Steps done. */
  step: z.int().nonnegative(),
  /** Whole epochs done. */
  epoch: z.int().nonnegative(),
  /** Batches done of the epoch under way. */
  batch: z.int().nonnegative(),
  /** Sums over the batches of the epoch under way, and the seconds they took. */
  epochSums: z.strictObject({
    generatorLoss: z.number(),
    discriminatorLoss: z.number(),
    seconds: z.number(),
  }),
  betaPowers: z.strictObject({ generator: betaPowers, discriminator: betaPowers }),
});
export type CheckpointState = z.infer<typeof stateSchema>;

/** The weights of both networks and the moments of both optimizers. */
const requiredParts = [
  'generator',
  'discriminator',
  'generator-adam',
  'discriminator-adam',
] as const;
/** The averaged weights, where a training keeps them. */
const averagePart = 'generator-average';
export type CheckpointPart = (typeof requiredParts)[number] | typeof averagePart;

export type CheckpointParts = {
  readonly [Part in (typeof requiredParts)[number]]: Iterable<Float32Array>;
} & { readonly [averagePart]?: Iterable<Float32Array> };

/** Of a part: several times what the moments of the largest network take. */
const mostPartBytes = 2 ** 30;

const manifestSchema = z.looseObject({
  formatVersion: z.literal(1),
  step: z.int().nonnegative(),
  files: z.array(
    z.strictObject({
      name: z.string(),
      bytes: z.int().min(0).max(mostPartBytes),
      sha256: z.string(),
    }),
  ),
});

const manifestFile = 'manifest.json';
const stateFile = 'state.json';
const kept = 2;

const folderName = (step: number): string => `step-${String(step).padStart(8, '0')}`;
const partFile = (part: CheckpointPart): string => `${part}.bin`;

/** Writes a checkpoint folder; it counts once its manifest, written last, is there. */
export async function writeCheckpoint(
  checkpoints: string,
  state: CheckpointState,
  parts: CheckpointParts,
): Promise<void> {
  const folder = join(checkpoints, folderName(state.step));
  await makeSubfolder(checkpoints);
  await remove(folder);
  await makeSubfolder(folder);
  const files: WrittenFile[] = [];
  try {
    for (const part of [...requiredParts, averagePart] as const) {
      const values = parts[part];
      if (values === undefined) continue;
      files.push(await writeFileDurably(join(folder, partFile(part)), finiteBytes(values)));
    }
    files.push(await writeJsonDurably(join(folder, stateFile), state));
    await bringToDisk(checkpoints);
    await writeJsonDurably(join(folder, manifestFile), {
      formatVersion: 1,
      step: state.step,
      files,
    });
  } catch (error) {
    await remove(folder).catch(() => {});
    throw error;
  }
}

/**
 * Deletes all checkpoints but the last two whole ones and that of the best epoch.
 *
 * @param bestStep null when no epoch is the best
 */
export async function removeOldCheckpoints(
  checkpoints: string,
  { bestStep }: { bestStep: number | null },
): Promise<void> {
  const whole = await listCheckpoints(checkpoints);
  const newest = new Set(whole.slice(-kept));
  const keep = new Set(
    whole
      .filter((checkpoint) => newest.has(checkpoint) || checkpoint.step === bestStep)
      .map(({ folder }) => folder),
  );
  for (const name of await namesIn(checkpoints)) {
    const folder = join(checkpoints, name);
    if (keep.has(folder) || !name.startsWith('step-')) continue;
    // The manifest goes first: what is half deleted must not count.
    await remove(join(folder, manifestFile));
    await remove(folder);
  }
}

/** The whole checkpoints, oldest first. */
export async function listCheckpoints(
  checkpoints: string,
): Promise<{ step: number; folder: string }[]> {
  const names = await namesIn(checkpoints);
  const found: { step: number; folder: string }[] = [];
  for (const name of names.filter((name) => /^step-\d{8,}$/.test(name))) {
    const folder = join(checkpoints, name);
    const inside = await namesIn(folder);
    if (inside.includes(manifestFile)) {
      found.push({ step: Number(name.slice('step-'.length)), folder });
    }
  }
  return found.sort((a, b) => a.step - b.step);
}

/**
 * A checkpoint's state, every file's size and SHA-256 checked against the manifest.
 *
 * @throws AppError INVALID_RUN saying what does not fit
 */
export async function openCheckpoint(folder: string): Promise<CheckpointState> {
  const invalid = (what: string, cause?: unknown) =>
    new AppError('INVALID_RUN', `The checkpoint ${folder} can't be used: ${what}.`, {
      details: { folder },
      cause,
    });
  const boundsOf = (name: string, maxBytes: number) => ({
    maxBytes,
    within: folder,
    invalid: (what: string) => invalid(`${name}: ${what}`),
  });
  const read = async <Value>(name: string, schema: z.ZodType<Value>): Promise<Value> => {
    const bounds = boundsOf(name, mostJsonBytes);
    return parseJson(await readForeignText(join(folder, name), bounds), schema, bounds.invalid);
  };
  try {
    const manifest = await read(manifestFile, manifestSchema);
    for (const name of [...requiredParts.map(partFile), partFile(averagePart), stateFile]) {
      const listed = manifest.files.find((file) => file.name === name);
      if (listed === undefined && name === partFile(averagePart)) continue;
      if (listed === undefined) throw invalid(`the manifest lists no ${name}`);
      const bounds = boundsOf(name, listed.bytes);
      if ((await foreignSha256(join(folder, name), bounds)) !== listed.sha256) {
        throw invalid(`${name} is damaged`);
      }
    }
    return await read(stateFile, stateSchema);
  } catch (error) {
    if (error instanceof AppError && error.code === 'INVALID_RUN') throw error;
    throw invalid(reasonOf(error), error);
  }
}

/** Of the manifest and the state: some 1 kB. */
const mostJsonBytes = 2 ** 16;

/** Path of a part's file, for `readWeights`. */
export const checkpointFile = (folder: string, part: CheckpointPart): string =>
  join(folder, partFile(part));

import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { AppError } from '../../../src-shared/contract/errors.js';
import { formats, partsOf } from '../../dataset/formats/formats.js';
import { makeShard } from '../../dataset/make-shard.js';
import { openMaker } from '../../dataset/open-maker.js';
import type { Plan } from '../../dataset/plan.js';
import { readPlan } from '../../dataset/read-plan.js';
import { type Shard, shardName } from '../../dataset/shards.js';
import { shardsNamed } from '../../dataset/tasks.js';
import { draftIn, forgetDraft, sweepDrafts } from '../../files/drafts.js';
import { makePath, remove } from '../../files/folders.js';
import { withForeignFile } from '../../files/foreign-file.js';
import { writeOutput } from '../../files/write-output.js';
import type { Cli } from '../cli.js';
import { watchInterrupts } from '../terminal/interrupts.js';
import { whole } from '../terminal/whole.js';
import { tellWritten } from './tell-written.js';

interface ShardAsked {
  /** Of the data set, of which nothing but the plan is needed; nothing is written there. */
  readonly folder: string;
  readonly shards: readonly string[];
  /** A file; - is standard output. */
  readonly out: string;
  readonly json: boolean;
}

/** Makes one shard and writes its one file somewhere else, such as into an object store through a pipe. */
export async function writeShard(
  cli: Cli,
  { folder, shards, out, json }: ShardAsked,
): Promise<void> {
  const plan = await readPlan(resolve(folder));
  const [shard, other] = shardsNamed(plan, shards);
  if (shard === undefined || other !== undefined) {
    throw new AppError('BAD_INPUT', '--out takes the file of one shard: name one with --shard.');
  }
  const path = onlyFile(plan, shard);
  const maker = await openMaker(resolve(folder), plan);
  const interrupts = watchInterrupts(cli, { kill: () => {} });
  try {
    await inDraft(async (draft) => {
      await makeShard(draft, shard, { plan, maker });
      const invalid = (what: string) => new AppError('INVALID_DATA', `${draft}: ${what}.`);
      const bounds = { maxBytes: Number.POSITIVE_INFINITY, invalid };
      await withForeignFile(join(draft, path), bounds, ({ pieces }) =>
        writeOutput(out, pieces(0), interrupts.race),
      );
    });
  } finally {
    interrupts.dispose();
  }
  await tellWritten(cli, {
    out,
    json,
    facts: { shard: shardName(shard), count: shard.count },
    lines: [`Wrote ${out}: ${shardName(shard)} with ${whole(shard.count)} strips.`],
  });
}

/** @throws AppError BAD_INPUT for a shard that is many files */
function onlyFile(plan: Plan, shard: Shard): string {
  const [path, other] = partsOf(plan.formats).flatMap((part) => part.paths(shard));
  const isAll = plan.formats.every((name) => formats[name].whole === undefined);
  if (path !== undefined && other === undefined && isAll) return path;
  throw new AppError(
    'BAD_INPUT',
    `--out takes a shard that is one file, and with the formats ${plan.formats.join(', ')} it is not: plan the data set with --format webdataset alone, or leave --out away.`,
    { details: { option: '--out' } },
  );
}

/** Has a folder for what is gone afterwards. */
async function inDraft(work: (folder: string) => Promise<void>): Promise<void> {
  await sweepDrafts(tmpdir());
  const draft = draftIn(tmpdir());
  try {
    await makePath(join(draft, 'shards'));
    await work(draft);
  } finally {
    await remove(draft);
    forgetDraft(draft);
  }
}

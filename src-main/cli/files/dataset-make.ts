import { resolve } from 'node:path';
import { finishDataset } from '../../dataset/finish.js';
import { type Made, makeDataset } from '../../dataset/make-dataset.js';
import { countOf, type Plan } from '../../dataset/plan.js';
import type { DatasetRequest } from '../../dataset/plan-dataset.js';
import type { Watch } from '../../dataset/progress.js';
import { readPlan } from '../../dataset/read-plan.js';
import { type Shard, stripsOf } from '../../dataset/shards.js';
import { shardsNamed, shardsOfTask, type Task } from '../../dataset/tasks.js';
import { shellWord } from '../../files/shell-word.js';
import { watchStops } from '../../setup/stop-signals.mjs';
import { type Cli, Interrupted } from '../cli.js';
import { whole } from '../terminal/whole.js';
import { writeNewPlan } from './dataset-plan.js';
import { showProgress } from './dataset-progress.js';

interface Asked {
  readonly folder: string;
  /** Threads. */
  readonly workers: number;
  readonly json: boolean;
}

interface MakeAsked extends Asked {
  readonly check: boolean;
  /** What is made of it; undefined is all. */
  readonly task: Task | undefined;
  readonly shards: readonly string[] | undefined;
}

/** Plans a data set and makes it. */
export async function newDataset(cli: Cli, request: DatasetRequest, asked: Asked): Promise<void> {
  await writeNewPlan(cli, request, { folder: asked.folder, space: true });
  // As it stands there: the manifest repeats it, with its keys in the same order whoever writes it.
  await makeAll(cli, await readPlan(resolve(asked.folder)), { ...asked, check: false });
}

/** Makes what is missing of a data set, or of a part of it. */
export async function makeMissing(cli: Cli, { task, shards, ...asked }: MakeAsked): Promise<void> {
  const plan = await readPlan(resolve(asked.folder));
  if (task === undefined && shards === undefined) return makeAll(cli, plan, asked);
  const part = shards === undefined ? [] : shardsNamed(plan, shards);
  return makePart(cli, plan, {
    ...asked,
    task,
    part: task === undefined ? part : shardsOfTask(plan, task),
  });
}

type MakeAll = Asked & Pick<MakeAsked, 'check'>;

async function makeAll(cli: Cli, plan: Plan, asked: MakeAll): Promise<void> {
  const { folder, json } = asked;
  const made = await watched(cli, asked, (watch) =>
    makeDataset(resolve(folder), plan, { ...asked, ...watch, part: null }),
  );
  const count = countOf(plan);
  if (json) {
    cli.output.json({ ...factsOf(folder, plan, made), count });
    return;
  }
  const isNew = made.before < made.total;
  cli.output.line(
    `${isNew ? 'Wrote' : 'All is there:'} ${folder}: ${whole(count)} strips (${plan.formats.join(', ')}), seed ${plan.seed}.${mendedWords(made)}`,
  );
}

/** Never finishes: others may be at work. */
async function makePart(
  cli: Cli,
  plan: Plan,
  { task, part, ...asked }: MakeAll & Pick<MakeAsked, 'task'> & { part: readonly Shard[] },
): Promise<void> {
  const { folder, json } = asked;
  const made = await watched(cli, asked, (watch) =>
    makeDataset(resolve(folder), plan, { ...asked, ...watch, part }),
  );
  const count = stripsOf(part);
  if (json) {
    cli.output.json({ ...factsOf(folder, plan, made), count });
    return;
  }
  const taskWords = task === undefined ? '' : ` of task ${task.number} of ${task.of}`;
  cli.output.lines([
    `${folder}: ${whole(made.total)} ${made.total === 1 ? 'shard' : 'shards'}${taskWords} with ${whole(count)} strips ${made.total === 1 ? 'is' : 'are'} there.${mendedWords(made)}`,
    `When all shards are there, which digits dataset status says, write what tells of all strips: digits dataset finish ${shellWord(folder)}`,
  ]);
}

const factsOf = (folder: string, plan: Plan, { total, before, mended }: Made) => ({
  ...{ out: resolve(folder), seed: plan.seed, plan: plan.sha256 },
  ...{ shards: total, before, mended },
});

function mendedWords({ mended }: Made): string {
  if (mended === 0) return '';
  if (mended === 1) return ' Made anew, for it was damaged: 1 shard.';
  return ` Made anew, for they were damaged: ${whole(mended)} shards.`;
}

/** Writes what tells of all strips. */
export async function finish(
  cli: Cli,
  { folder, json }: Pick<Asked, 'folder' | 'json'>,
): Promise<void> {
  const plan = await readPlan(resolve(folder));
  await watched(cli, { folder }, async (watch) => ({
    finished: await finishDataset(resolve(folder), plan, watch),
  }));
  const count = countOf(plan);
  if (json) cli.output.json({ out: resolve(folder), count, plan: plan.sha256, finished: true });
  else cli.output.line(`Finished ${folder}: ${whole(count)} strips (${plan.formats.join(', ')}).`);
}

/** Shows how far work is; a wish to stop ends it where it can be gone on with. */
async function watched<Value extends { readonly finished: boolean }>(
  cli: Cli,
  { folder }: Pick<Asked, 'folder'>,
  work: (watch: Watch) => Promise<Value>,
): Promise<Value> {
  const stops = watchStops(cli.signals);
  const { onProgress, clear } = await showProgress(cli);
  try {
    const done = await work({ signal: stops.signal, onProgress }).finally(clear);
    if (done.finished) return done;
    throw new Interrupted(
      stops.signal,
      `Interrupted: what is finished is kept. Go on with digits dataset make ${shellWord(folder)}`,
    );
  } finally {
    stops.dispose();
  }
}

import { join, resolve } from 'node:path';
import { type Estimate, estimate } from '../../dataset/estimate.js';
import { countOf, planFile } from '../../dataset/plan.js';
import {
  type DatasetRequest,
  type Planned,
  planDataset,
  writePlanned,
} from '../../dataset/plan-dataset.js';
import { remarksOf } from '../../dataset/remarks.js';
import { shardsOf } from '../../dataset/shards.js';
import { exists } from '../../files/exists.js';
import { checkSpace } from '../../files/free-space.js';
import { shellWord } from '../../files/shell-word.js';
import { formatBytes } from '../../setup/space.mjs';
import type { Cli } from '../cli.js';
import { formatDuration } from '../terminal/duration.js';
import { whole } from '../terminal/whole.js';

interface PlanAsked {
  /** Threads by which the time is said. */
  readonly workers: number;
  readonly json: boolean;
}

/**
 * Plans a data set and writes the plan into its folder.
 *
 * @param space whether all of it is to be made there, for which there has to be room
 */
export async function writeNewPlan(
  cli: Cli,
  request: DatasetRequest,
  { folder, space }: { folder: string; space: boolean },
): Promise<{ planned: Planned; cost: Estimate }> {
  const planned = await planDataset(request);
  tellRemarks(cli, planned);
  const place = resolve(folder);
  const cost = await estimate(planned.plan, { maker: planned.maker, now: cli.now });
  // Where it is planned already, some of it may be made.
  if (space && !(await exists(join(place, planFile)))) {
    await checkSpace(place, { bytes: cost.bytes, purpose: 'the data set' });
  }
  await writePlanned(place, planned);
  return { planned, cost };
}

/** Writes the plan of a data set and says how it is made. */
export async function planOnly(
  cli: Cli,
  request: DatasetRequest,
  { folder, ...asked }: PlanAsked & { folder: string },
): Promise<void> {
  const { planned, cost } = await writeNewPlan(cli, request, { folder, space: false });
  if (asked.json) {
    cli.output.json({ out: resolve(folder), ...factsOf(planned, cost, asked) });
    return;
  }
  const name = shellWord(folder);
  cli.output.lines([
    `Wrote ${folder}: the plan of a data set, of which nothing is made yet.`,
    ...costLines(planned, cost, asked),
    `Shards   ${whole(shardsOf(planned.plan).length)}`,
    `Make it with digits dataset make ${name}, or on many machines with digits dataset make ${name} --task 1/8 and so on, and then digits dataset finish ${name}`,
  ]);
}

/** What a data set would be, without writing anything. */
export async function tellCosts(
  cli: Cli,
  request: DatasetRequest,
  asked: PlanAsked,
): Promise<void> {
  const planned = await planDataset(request);
  const cost = await estimate(planned.plan, { maker: planned.maker, now: cli.now });
  if (asked.json) {
    cli.output.json({ ...factsOf(planned, cost, asked), plan: planned.plan });
    return;
  }
  tellRemarks(cli, planned);
  cli.output.lines(costLines(planned, cost, asked));
}

function factsOf(
  { plan, strings }: Planned,
  { bytes, seconds }: Estimate,
  { workers }: PlanAsked,
): object {
  return {
    ...{ count: countOf(plan), strings: String(strings), shards: shardsOf(plan).length },
    ...{ bytes, seconds: seconds / workers, seed: plan.seed, plan: plan.sha256 },
  };
}

function costLines(
  { plan, strings }: Planned,
  { bytes, seconds }: Estimate,
  { workers }: PlanAsked,
): string[] {
  const { train, val, test } = plan.split;
  return [
    `Strips   ${whole(countOf(plan))}: ${whole(train)} to train, ${whole(val)} to validate, ${whole(test)} to test`,
    `Numbers  ${strings.toLocaleString('en-US')} that the grammar has`,
    `Size     about ${formatBytes(bytes)}`,
    `Time     about ${formatDuration(Math.max(1, seconds / workers))} with ${workers === 1 ? '1 thread' : `${workers} threads`}`,
    `Seed     ${plan.seed}`,
  ];
}

/** What a person should know before it is made. */
function tellRemarks(cli: Cli, planned: Planned): void {
  for (const remark of remarksOf(planned)) cli.output.remark(remark);
}

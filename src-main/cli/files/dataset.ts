import { dirname, resolve } from 'node:path';
import { estimate } from '../../dataset/estimate.js';
import { type Made, makeDataset } from '../../dataset/make-dataset.js';
import { countOf, type Plan, readPlan } from '../../dataset/plan.js';
import {
  type DatasetRequest,
  type Planned,
  planDataset,
  writePlanned,
} from '../../dataset/plan-dataset.js';
import { checkSpace } from '../../files/free-space.js';
import { usableProcessors } from '../../setup/processors.mjs';
import { formatBytes } from '../../setup/space.mjs';
import { watchStops } from '../../setup/stop-signals.mjs';
import { type Cli, Interrupted } from '../cli.js';
import { formatDuration } from '../terminal/duration.js';
import { openProgress } from '../terminal/progress.js';
import { whole } from '../terminal/whole.js';

interface Asked {
  /** Undefined is as many as processors. */
  readonly workers: number | undefined;
  readonly json: boolean;
}

const workersOf = ({ workers }: Pick<Asked, 'workers'>): number =>
  workers ?? usableProcessors().cores;

/** Plans a data set and makes it. */
export async function newDataset(
  cli: Cli,
  request: DatasetRequest,
  { folder, ...asked }: Asked & { readonly folder: string },
): Promise<void> {
  const planned = await planDataset(request);
  tellRepeats(cli, planned);
  const place = resolve(folder);
  const { bytes } = await estimate(planned.plan, { maker: planned.maker, now: cli.now });
  await checkSpace(dirname(place), { bytes, purpose: 'the data set' });
  await writePlanned(place, planned);
  await make(cli, planned.plan, { ...asked, folder, bank: request.bank, check: false });
}

interface MakeAsked extends Asked {
  readonly folder: string;
  /** What its bank is called here; undefined is by its name. */
  readonly bank: string | undefined;
  readonly check: boolean;
}

/** Makes what is missing. */
export async function resumeDataset(cli: Cli, asked: MakeAsked): Promise<void> {
  await make(cli, await readPlan(resolve(asked.folder)), asked);
}

/** What a data set would be, without writing anything. */
export async function tellCosts(cli: Cli, request: DatasetRequest, asked: Asked): Promise<void> {
  const planned = await planDataset(request);
  const { plan, strings, maker } = planned;
  const workers = workersOf(asked);
  const cost = await estimate(plan, { maker, now: cli.now });
  const seconds = cost.seconds / workers;
  const count = countOf(plan);
  if (asked.json) {
    cli.output.json({ count, strings: String(strings), bytes: cost.bytes, seconds, plan });
    return;
  }
  tellRepeats(cli, planned);
  const { train, val, test } = plan.split;
  cli.output.lines([
    `Strips   ${whole(count)}: ${whole(train)} to train, ${whole(val)} to validate, ${whole(test)} to test`,
    `Numbers  ${strings.toLocaleString('en-US')} that the grammar has`,
    `Size     about ${formatBytes(cost.bytes)}`,
    `Time     about ${formatDuration(Math.max(1, seconds))} with ${workers === 1 ? '1 thread' : `${workers} threads`}`,
    `Seed     ${plan.seed}`,
  ]);
}

function tellRepeats(cli: Cli, { plan, strings, weighted, repeats }: Planned): void {
  if (repeats === 'unknown') {
    cli.output.remark(
      'The grammar may write some numbers in two ways: parts could share those, which is too much to look through.',
    );
  }
  if (weighted || strings >= BigInt(countOf(plan))) return;
  cli.output.remark(
    `There are ${strings.toLocaleString('en-US')} such numbers: of ${whole(countOf(plan))} strips some say the same.`,
  );
}

async function make(
  cli: Cli,
  plan: Plan,
  { folder, check, json, bank, ...asked }: MakeAsked,
): Promise<void> {
  const count = countOf(plan);
  const stops = watchStops(cli.signals);
  const progress = await openProgress({ stream: cli.stderr, now: cli.now });
  const begin = cli.now();
  const onProgress = (done: number, begun: number) => {
    const seconds = (cli.now() - begin) / 1000;
    const left = ((count - done) * seconds) / (done - begun);
    const speed = whole((done - begun) / seconds);
    const text = `${whole(done)} of ${whole(count)} strips, ${speed} a second, ${formatDuration(left)} left`;
    progress.show({ done, total: count, text });
  };
  const workers = workersOf(asked);
  try {
    const making = { workers, bank, check, signal: stops.signal, onProgress };
    const made = await makeDataset(resolve(folder), plan, making).finally(progress.clear);
    if (!made.finished) {
      throw new Interrupted(
        stops.signal,
        `Interrupted: what is finished is kept. Go on with digits dataset make ${folder}`,
      );
    }
    tell(cli, { folder, plan, made, json });
  } finally {
    stops.dispose();
  }
}

function tell(
  cli: Cli,
  { folder, plan, made, json }: { folder: string; plan: Plan; made: Made; json: boolean },
): void {
  const count = countOf(plan);
  if (json) {
    const { total: shards, before, mended } = made;
    const facts = { count, seed: plan.seed, plan: plan.sha256, shards, before, mended };
    cli.output.json({ out: resolve(folder), ...facts });
    return;
  }
  const isNew = made.before < made.total;
  const mended =
    made.mended === 0 ? '' : ` Made anew, for they were damaged: ${whole(made.mended)} shards.`;
  cli.output.line(
    `${isNew ? 'Wrote' : 'All is there:'} ${folder}: ${whole(count)} strips (${plan.formats.join(', ')}), seed ${plan.seed}.${mended}`,
  );
}

import { basename, resolve } from 'node:path';
import { AppError } from '../../../src-shared/contract/errors.js';
import { estimate } from '../../dataset/estimate.js';
import { openMaker } from '../../dataset/open-maker.js';
import { countOf, type Plan } from '../../dataset/plan.js';
import { readPlan } from '../../dataset/read-plan.js';
import { shardsOf } from '../../dataset/shards.js';
import type { Cli } from '../cli.js';
import { batchJob, batchTasks } from '../jobs/aws-batch.js';
import { jobName } from '../jobs/job.js';
import { kubernetesLines, mountPath } from '../jobs/kubernetes.js';
import { slurmLines } from '../jobs/slurm.js';

export type JobEngine = 'kubernetes' | 'slurm' | 'aws-batch';

interface JobAsked {
  readonly folder: string;
  readonly engine: JobEngine;
  /** Undefined is one for each shard, up to a hundred. */
  readonly tasks: number | undefined;
  readonly workers: number;
  /** Of Kubernetes. */
  readonly image: string;
  readonly claim: string;
  /** Of AWS Batch. */
  readonly queue: string;
  readonly definition: string;
}

/** Tasks where nothing is said, at most. */
const usualTasks = 100;

/** Prints what submits a planned data set's tasks. */
export async function printJob(
  cli: Cli,
  { folder, engine, tasks: wanted, ...asked }: JobAsked,
): Promise<void> {
  const plan = await readPlan(resolve(folder));
  const tasks = wanted ?? Math.min(shardsOf(plan).length, usualTasks);
  const own = basename(resolve(folder));
  const shardBytes = await shardBytesOf(cli, resolve(folder), plan);
  const job = { ...asked, name: jobName(own), tasks, shardBytes };
  const mounted = `${mountPath}/${own}`;
  switch (engine) {
    case 'kubernetes':
      return cli.output.lines(kubernetesLines({ ...job, folder: mounted }));
    case 'slurm':
      return cli.output.lines(slurmLines({ ...job, folder: resolve(folder) }));
    case 'aws-batch': {
      const all = { ...job, folder: mounted, tasks: wanted ?? Math.max(tasks, batchTasks.min) };
      requireBatchTasks(all.tasks);
      cli.output.lines(JSON.stringify(batchJob(all), null, 2).split('\n'));
      return cli.output.remark(
        `Submit it with aws batch submit-job --cli-input-json file://job.json; its definition ${asked.definition} runs the image with the volume of the data set at ${mountPath}. Then run digits dataset finish ${mounted} in the same way.`,
      );
    }
    default:
      return engine satisfies never;
  }
}

/** Of the largest shard, about. */
async function shardBytesOf({ now }: Cli, folder: string, plan: Plan): Promise<number> {
  const { bytes } = await estimate(plan, { maker: await openMaker(folder, plan), now });
  const count = countOf(plan);
  return (bytes / count) * Math.min(count, plan.shardSize);
}

function requireBatchTasks(tasks: number): void {
  const { min, max } = batchTasks;
  if (tasks >= min && tasks <= max) return;
  throw new AppError(
    'BAD_INPUT',
    `--tasks must be from ${min} to ${max.toLocaleString('en-US')} for AWS Batch, not ${tasks}.`,
    { details: { option: '--tasks', value: tasks } },
  );
}

import type { Command } from 'commander';
import { AppError } from '../../../src-shared/contract/errors.js';
import type { Cli } from '../cli.js';
import type { JobEngine } from '../files/dataset-job.js';
import { fieldOption, wholeNumber } from '../options/field-option.js';
import { readOptions } from '../options/option-reader.js';

const tasks = wholeNumber({
  flag: '--tasks',
  help: 'how many tasks make the data set',
  min: 1,
  max: 100_000,
});

const workers = wholeNumber({
  flag: '--workers',
  help: 'threads of a task, a processor each',
  min: 1,
  max: 256,
});

const usual = { image: 'digits', claim: 'digits-data', queue: 'digits', definition: 'digits' };

/** `digits dataset job`. */
export function addJobCommand(dataset: Command, cli: Cli): void {
  const command = dataset
    .command('job <dir>')
    .description('Prints what submits a planned data set to a cluster, as its tasks and its end.')
    .option('--kubernetes', 'an Indexed Job')
    .option('--slurm', 'a script for sbatch')
    .option('--aws-batch', 'an array job, as JSON')
    .addOption(fieldOption(tasks, { default: 'default one a shard, up to 100' }))
    .addOption(fieldOption(workers, { default: 'default 1' }))
    .option('--image <image>', `the image of the Dockerfile (default ${usual.image})`)
    .option('--claim <name>', `the claim of the volume of Kubernetes (default ${usual.claim})`)
    .option('--queue <name>', `the job queue of AWS Batch (default ${usual.queue})`)
    .option('--definition <name>', `the job definition of AWS Batch (default ${usual.definition})`)
    .action(async (folder: string) => {
      const options = readOptions(command);
      const engines: Readonly<Record<JobEngine, boolean>> = {
        kubernetes: options.flag('kubernetes'),
        slurm: options.flag('slurm'),
        'aws-batch': options.flag('awsBatch'),
      };
      const names: readonly JobEngine[] = ['kubernetes', 'slurm', 'aws-batch'];
      const [engine, other] = names.filter((name) => engines[name]);
      if (engine === undefined || other !== undefined) {
        throw new AppError('BAD_INPUT', 'Choose one of --kubernetes, --slurm and --aws-batch.');
      }
      const { printJob } = await import('../files/dataset-job.js');
      return printJob(cli, {
        ...{ folder, engine, tasks: options.number('tasks') },
        workers: options.number('workers') ?? 1,
        image: options.text('image') ?? usual.image,
        claim: options.text('claim') ?? usual.claim,
        queue: options.text('queue') ?? usual.queue,
        definition: options.text('definition') ?? usual.definition,
      });
    });
}

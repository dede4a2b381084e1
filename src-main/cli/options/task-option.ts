import { Option } from 'commander';
import { AppError } from '../../../src-shared/contract/errors.js';
import type { Task } from '../../dataset/tasks.js';
import { autoTask } from './auto-task.js';
import type { OptionReader } from './option-reader.js';

/** `--task 2/7`. */
export const taskOption = (): Option =>
  new Option(
    '--task <i/n>',
    'make the shards of the i-th of n tasks alone; auto takes i and n from a Kubernetes, Slurm, PBS, AWS Batch, Cloud Run or GNU parallel job',
  );

/** `--shard train-000012`, several with commas between. */
export const shardOption = (): Option =>
  new Option(
    '--shard <names>',
    'make these shards alone, as status names them: one or more with commas between',
  );

const mostTasks = 1_000_000;

/** @throws AppError BAD_INPUT */
export function readTask(
  options: OptionReader,
  env: Readonly<Record<string, string | undefined>>,
): Task | undefined {
  const text = options.text('task');
  if (text === undefined) return undefined;
  if (text === 'auto') return autoTask(env);
  const [, number, of] = (/^(\d{1,7})\/(\d{1,7})$/.exec(text) ?? []).map(Number);
  const isTask = number !== undefined && of !== undefined && number >= 1 && number <= of;
  if (isTask && of <= mostTasks) return { number, of };
  throw new AppError(
    'BAD_INPUT',
    `--task must be the number of a task and how many there are, from 1/1 to ${mostTasks}/${mostTasks}, such as 2/7, or auto, not ${JSON.stringify(text)}.`,
    { details: { option: '--task', value: text } },
  );
}

/** Names of shards; undefined when none is named. */
export const readShards = (options: OptionReader): readonly string[] | undefined =>
  options
    .text('shard')
    ?.split(',')
    .map((name) => name.trim());

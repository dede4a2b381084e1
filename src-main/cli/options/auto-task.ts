import { AppError } from '../../../src-shared/contract/errors.js';
import type { Task } from '../../dataset/tasks.js';

type Env = Readonly<Record<string, string | undefined>>;

/** What runs one program many times, and how it numbers its tasks. */
interface Runner {
  readonly name: string;
  /** The variable of the task's number. */
  readonly index: string;
  /** What the first task's number is, or its variable. */
  readonly first: number | { readonly variable: string };
  /** Variables of the count and of the step between numbers, where there are some. */
  readonly count?: string;
  readonly step?: string;
}

/** How many tasks there are, where it is not said otherwise; those of arrays are then numbered from 1. */
export const tasksVariable = 'DIGITS_TASKS';

/**
 * @see https://kubernetes.io/docs/tasks/job/indexed-parallel-processing-static
 * @see https://slurm.schedmd.com/job_array.html
 * @see https://docs.aws.amazon.com/batch/latest/userguide/job_env_vars.html
 * @see https://cloud.google.com/run/docs/container-contract
 * @see https://www.gnu.org/software/parallel/man.html
 */
const runners: readonly Runner[] = [
  { name: 'a Kubernetes Indexed Job', index: 'JOB_COMPLETION_INDEX', first: 0 },
  {
    name: 'a Slurm array',
    index: 'SLURM_ARRAY_TASK_ID',
    first: { variable: 'SLURM_ARRAY_TASK_MIN' },
    count: 'SLURM_ARRAY_TASK_COUNT',
    step: 'SLURM_ARRAY_TASK_STEP',
  },
  { name: 'a PBS array', index: 'PBS_ARRAY_INDEX', first: 1 },
  { name: 'a Torque array', index: 'PBS_ARRAYID', first: 1 },
  {
    name: 'an AWS Batch array',
    index: 'AWS_BATCH_JOB_ARRAY_INDEX',
    first: 0,
    count: 'AWS_BATCH_JOB_ARRAY_SIZE',
  },
  {
    name: 'a Cloud Run job',
    index: 'CLOUD_RUN_TASK_INDEX',
    first: 0,
    count: 'CLOUD_RUN_TASK_COUNT',
  },
  { name: 'GNU parallel', index: 'PARALLEL_SEQ', first: 1 },
];

/**
 * Which of how many tasks this process is, by the variables of what runs it.
 *
 * @throws AppError BAD_INPUT where they do not say it, or say it twice
 */
export function autoTask(env: Env): Task {
  const [runner, other] = runners.filter(({ index }) => isSet(env, index));
  if (runner === undefined) {
    throw wrong(
      `--task auto finds none of the variables ${runners.map(({ index }) => index).join(', ')}: say which task this is, such as --task 2/7.`,
    );
  }
  if (other !== undefined) {
    throw wrong(
      `--task auto finds the variables of ${runner.name} (${runner.index}) and of ${other.name} (${other.index}): say which task this is, such as ${saidTask(other)}.`,
    );
  }
  return taskOf(runner, env);
}

function taskOf(runner: Runner, env: Env): Task {
  const index = numberOf(runner, env, runner.index);
  // An array of which some tasks are run again has other bounds: how many there were is said beside it.
  if (isSet(env, tasksVariable)) {
    const first = typeof runner.first === 'number' ? runner.first : 1;
    return checked(runner, { number: index - first + 1, of: numberOf(runner, env, tasksVariable) });
  }
  if (runner.count === undefined) {
    throw wrong(
      `--task auto finds the number of a task (${runner.index}) and not how many tasks ${runner.name} has: set ${tasksVariable} to that, or say ${saidTask(runner)}.`,
    );
  }
  const first =
    typeof runner.first === 'number' ? runner.first : numberOf(runner, env, runner.first.variable);
  const step = runner.step === undefined ? 1 : numberOf(runner, env, runner.step);
  const of = numberOf(runner, env, runner.count);
  return checked(runner, { number: (index - first) / step + 1, of });
}

/** The option by which a shell says the same; tasks are numbered from 1. */
const saidTask = ({ index, first }: Runner): string =>
  `--task "${first === 0 ? `$((${index} + 1))` : `$${index}`}/7"`;

function checked(runner: Runner, task: Task): Task {
  const { number, of } = task;
  if (Number.isInteger(number) && number >= 1 && number <= of) return task;
  throw wrong(
    `--task auto can't be used in ${runner.name} of ${of} tasks whose numbers are not one after the other from the first (${runner.index}): set ${tasksVariable} to the count of all tasks and number them from 1, or say --task i/n.`,
  );
}

function numberOf(runner: Runner, env: Env, name: string): number {
  const text = env[name]?.trim() ?? '';
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw wrong(
    `--task auto can't use the variables of ${runner.name}: ${name} is ${text === '' ? 'not set' : JSON.stringify(text)}, and should be a whole number. Say which task this is, such as --task 2/7.`,
  );
}

const isSet = (env: Env, name: string): boolean => (env[name]?.trim() ?? '') !== '';

const wrong = (message: string): AppError =>
  new AppError('BAD_INPUT', message, { details: { option: '--task', value: 'auto' } });

import { describe, expect, it } from 'vitest';
import { autoTask } from '../../../src-main/cli/options/auto-task.js';

const slurm = (id: number, { min = 0, count = 4, step = 1 } = {}) => ({
  SLURM_ARRAY_TASK_ID: String(id),
  SLURM_ARRAY_TASK_MIN: String(min),
  SLURM_ARRAY_TASK_COUNT: String(count),
  SLURM_ARRAY_TASK_STEP: String(step),
});

describe('--task auto', () => {
  it.each([
    ['a Kubernetes Indexed Job', { JOB_COMPLETION_INDEX: '0', DIGITS_TASKS: '7' }, [1, 7]],
    ['a Slurm array from 0', slurm(3), [4, 4]],
    ['a Slurm array in steps', slurm(14, { min: 10, step: 2 }), [3, 4]],
    [
      'Slurm tasks that run again',
      { ...slurm(7, { min: 3, count: 2, step: 4 }), DIGITS_TASKS: '8' },
      [7, 8],
    ],
    ['a PBS array', { PBS_ARRAY_INDEX: '8', DIGITS_TASKS: '8' }, [8, 8]],
    ['a Torque array', { PBS_ARRAYID: '1', DIGITS_TASKS: '8' }, [1, 8]],
    ['AWS Batch', { AWS_BATCH_JOB_ARRAY_INDEX: '9', AWS_BATCH_JOB_ARRAY_SIZE: '10' }, [10, 10]],
    ['Cloud Run', { CLOUD_RUN_TASK_INDEX: '0', CLOUD_RUN_TASK_COUNT: '3' }, [1, 3]],
    ['GNU parallel', { PARALLEL_SEQ: '2', DIGITS_TASKS: '7', JOB_COMPLETION_INDEX: '' }, [2, 7]],
  ])('knows its place in %s', (_, env, [number, of]) => {
    expect(autoTask(env)).toEqual({ number, of });
  });

  it.each([
    [{}, 'finds none of the variables JOB_COMPLETION_INDEX, SLURM_ARRAY_TASK_ID'],
    [{ DIGITS_TASKS: '4' }, 'finds none of the variables'],
    [
      { ...slurm(1), PARALLEL_SEQ: '1' },
      'say which task this is, such as --task "$PARALLEL_SEQ/7"',
    ],
    [
      { JOB_COMPLETION_INDEX: '1' },
      'set DIGITS_TASKS to that, or say --task "$((JOB_COMPLETION_INDEX + 1))/7"',
    ],
    [{ PBS_ARRAYID: '1' }, 'or say --task "$PBS_ARRAYID/7"'],
    [{ JOB_COMPLETION_INDEX: '4', DIGITS_TASKS: '4' }, 'not one after the other from the first'],
    [{ PBS_ARRAY_INDEX: '0', DIGITS_TASKS: '4' }, 'number them from 1'],
    [{ JOB_COMPLETION_INDEX: '-1', DIGITS_TASKS: '4' }, 'JOB_COMPLETION_INDEX is "-1"'],
    [slurm(20, { min: 1, count: 5, step: 2 }), 'set DIGITS_TASKS to the count of all tasks'],
    [{ SLURM_ARRAY_TASK_ID: '1' }, 'SLURM_ARRAY_TASK_MIN is not set'],
  ])('refuses %j in a sentence', (env, words) => {
    expect(() => autoTask(env)).toThrow(words);
  });
});

import { describe, expect, it } from 'vitest';
import { doJobs, type Job, type JobProgress } from '../../../../src-main/engine/quality/do-jobs.js';

/** Jobs over a clock of their own: `pace` is milliseconds an image, the first batch takes 500 more. */
function timed() {
  let clock = 0;
  const log: string[] = [];
  const warm = new Set<string>();
  const job = (
    name: string,
    options: Pick<Job, 'stage' | 'total' | 'batch'>,
    pace: number,
  ): Job => ({
    ...options,
    work: ({ first, count }) => {
      clock += count * pace + (warm.has(options.stage) ? 0 : 500);
      warm.add(options.stage);
      log.push(`${name} ${first}+${count}`);
    },
  });
  return { job, log, now: () => clock };
}

describe('jobs', () => {
  it('do two batches of each stage first, then all in their order, each image once', async () => {
    const { job, log, now } = timed();
    const jobs = [
      job('draw', { stage: 'drawing', total: 7, batch: 2 }, 1),
      job('real', { stage: 'recognising', total: 2, batch: 2 }, 1),
      job('test', { stage: 'recognising', total: 1, batch: 2 }, 1),
      job('near', { stage: 'comparing', total: 3, batch: 2 }, 1),
    ];
    await doJobs(jobs, async () => {}, now);
    expect(log).toEqual([
      'draw 0+2',
      'draw 2+2',
      'real 0+2',
      'near 0+2',
      'near 2+1',
      'draw 4+2',
      'draw 6+1',
      'test 0+1',
    ]);
  });

  it('tell the time left once each stage is timed, the first batches left out when there are others', async () => {
    const { job, now } = timed();
    const told: JobProgress[] = [];
    const jobs = [
      job('draw', { stage: 'drawing', total: 300, batch: 100 }, 10),
      job('near', { stage: 'comparing', total: 300, batch: 100 }, 20),
    ];
    await doJobs(jobs, async (progress) => void told.push(progress), now);
    expect(told.map(({ secondsLeft }) => secondsLeft)).toEqual([
      null,
      null,
      // 100 digits at 10 ms and 200 at 25, which the first batch of the other stage took.
      6,
      3,
      2,
      0,
    ]);
    expect(told.at(-1)).toMatchObject({ stage: 'comparing', done: 300, total: 300, share: 1 });
    const shares = told.map(({ share }) => share);
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
  });

  it('may find out on the way how much there is to do', async () => {
    const { job, log, now } = timed();
    const told: number[] = [];
    const search = job('search', { stage: 'labelling', total: 3, batch: 1 }, 1);
    const growing = {
      ...search,
      get total() {
        return log.length > 1 ? 5 : 3;
      },
    };
    const idle = {
      ...search,
      get total() {
        return log.length > 1 ? 0 : 9;
      },
    };
    await doJobs([growing, idle], async ({ total }) => void told.push(total), now);
    expect(log).toHaveLength(5);
    expect(told).toEqual([3, 5, 5, 5, 5]);
  });

  it('end between two batches when that is wanted', async () => {
    const { job, log, now } = timed();
    const jobs = [job('draw', { stage: 'drawing', total: 10, batch: 1 }, 1)];
    const between = async ({ done }: JobProgress) => {
      if (done === 3) throw new Error('enough');
    };
    await expect(doJobs(jobs, between, now)).rejects.toThrow('enough');
    expect(log).toHaveLength(3);
  });
});

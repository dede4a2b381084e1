import { type Job, makeWords, memoryOf } from './job.js';

export interface BatchJob extends Job {
  readonly queue: string;
  readonly definition: string;
}

/** Tasks of an array job. */
export const batchTasks = { min: 2, max: 10_000 } as const;

/**
 * What `aws batch submit-job --cli-input-json file://job.json` takes.
 *
 * @see https://docs.aws.amazon.com/batch/latest/APIReference/API_SubmitJob.html
 */
export const batchJob = (job: BatchJob) => ({
  jobName: job.name,
  jobQueue: job.queue,
  jobDefinition: job.definition,
  arrayProperties: { size: job.tasks },
  retryStrategy: { attempts: 3 },
  containerOverrides: {
    command: makeWords(job),
    resourceRequirements: [
      { type: 'VCPU', value: String(job.workers) },
      { type: 'MEMORY', value: String(2 * memoryOf(job)) },
    ],
  },
});

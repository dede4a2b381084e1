/** What tasks of a data set are told. */
export interface Job {
  /** Of the job, in small letters, digits and hyphens. */
  readonly name: string;
  /** The data set's folder, where the tasks find it. */
  readonly folder: string;
  readonly tasks: number;
  /** Threads of a task, a processor each. */
  readonly workers: number;
  /** Of what a shard writes, about, in bytes. */
  readonly shardBytes: number;
}

/** A name that every engine takes, of what a person calls a folder. */
export function jobName(folder: string): string {
  const name = folder
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, 30)
    .replaceAll(/^-+|-+$/g, '');
  return name === '' ? 'digits' : `digits-${name}`;
}

/** What a task runs. */
export const makeWords = ({ folder, workers }: Job): string[] => [
  ...['dataset', 'make', folder, '--task', 'auto', '--workers', String(workers)],
];

/** MiB: what the program takes, and each thread, which holds a shard as pieces and as files. */
export const memoryOf = ({ workers, shardBytes }: Pick<Job, 'workers' | 'shardBytes'>): number =>
  256 * (1 + workers) + workers * Math.ceil((2 * shardBytes) / 2 ** 20);

import { delimiter } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';
import { pythonFor } from '../bench/python-environment.mjs';
import { succeeds } from './planned-set.js';

const here = fileURLToPath(new URL('.', import.meta.url));
export const scaleFolder = fileURLToPath(new URL('../../scale', import.meta.url));

/** What `digits_scale` tells of a run. */
interface Report {
  readonly shards: number;
  readonly attempts: number;
  readonly lost: number;
  readonly failed: Readonly<Record<string, string>>;
  readonly finished: boolean;
  /** Why attempts failed. */
  readonly reasons: readonly string[];
  /** Ray's machines that are left. */
  readonly alive?: number;
}

/** The Python that has Ray, Spark and Kubernetes' schema; made when it is first asked for. */
export async function enginesPython(): Promise<string> {
  const say = (text: string) => console.error(text);
  const { python, failure } = await pythonFor('scale', {
    say,
    signal: AbortSignal.timeout(20 * 60_000),
  });
  expect(failure).toBe('');
  return python;
}

/** Has `digits_scale` make a data set by a script of this folder, and gives its report. */
export async function runScript(
  script: string,
  words: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<Report> {
  const paths = [scaleFolder, process.env.PYTHONPATH].filter(Boolean).join(delimiter);
  const python = await enginesPython();
  const said = await succeeds([python, `${here}${script}`], words, { ...env, PYTHONPATH: paths });
  return JSON.parse(said.trimEnd().split('\n').at(-1) ?? '');
}

import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { runCommand } from '../../src-main/setup/run-command.mjs';
import { hashesOf } from '../helpers/folder-hashes.js';
import { plannedSet, succeeds } from './planned-set.js';
import { skipWithout } from './programs.js';
import { slurmPackages, slurmPrograms, startSlurm } from './slurm-node.js';

const set = plannedSet();

it('a Slurm array and the job behind it make the same files', async (test) => {
  skipWithout(test, slurmPrograms, slurmPackages);
  if (process.getuid?.() !== 0) test.skip('Slurm is started by root alone');
  const folder = set.planned('slurm');
  const job = ['dataset', 'job', folder, '--slurm', '--tasks', '3'];
  const script = join(set.root, 'job.sh');
  writeFileSync(script, await succeeds(['digits'], job, set.env));

  const slurm = await startSlurm(join(set.root, 'slurm-files'), set.env);
  onTestFinished(() => slurm.stop());
  const submitted = await runCommand('bash', [script], { env: slurm.env, cwd: set.root });
  expect(submitted.status, submitted.stderr).toBe(0);
  await expect
    .poll(() => succeeds(['squeue'], ['--noheader'], slurm.env), {
      interval: 1000,
      timeout: 300_000,
    })
    .toBe('');
  expect(hashesOf(folder), logs()).toEqual(set.expected);
});

/** What tasks said. */
const logs = (): string =>
  readdirSync(set.root)
    .filter((name) => /^slurm-.*\.out$/.test(name))
    .map((name) => `${name}: ${readFileSync(join(set.root, name), 'utf8')}`)
    .join('\n');

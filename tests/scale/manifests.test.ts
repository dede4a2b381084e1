import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, expect, it } from 'vitest';
import { enginesPython } from './engines-python.js';
import { plannedSet, succeeds } from './planned-set.js';

const set = plannedSet();
let python = '';

beforeAll(async () => {
  python = await enginesPython();
});

const jobFor = (engine: string) =>
  succeeds(['digits'], ['dataset', 'job', join(set.root, 'plan'), engine, '--tasks', '3'], set.env);

it('the manifest for Kubernetes is what its published schema says', async () => {
  const manifest = await jobFor('--kubernetes');
  expect(manifest).toContain('completions: 3');
  expect(() => checkManifest(manifest)).not.toThrow();
  expect(() => checkManifest(manifest.replace('completions:', 'completion:'))).toThrow();
});

it('the array job for AWS Batch is what its published model says', async () => {
  const job = await jobFor('--aws-batch');
  expect(() => checkBatchJob(job)).not.toThrow();
  expect(() => checkBatchJob(job.replace('"size": 3', '"size": "three"'))).toThrow();
});

function checkManifest(manifest: string): void {
  const path = join(set.root, 'job.yaml');
  writeFileSync(path, manifest);
  const validate = join(dirname(python), 'kubernetes-validate');
  execFileSync(validate, ['--strict', path], { stdio: 'pipe' });
}

function checkBatchJob(job: string): void {
  const script = fileURLToPath(new URL('check-batch-job.py', import.meta.url));
  execFileSync(python, [script], { input: job, stdio: ['pipe', 'pipe', 'pipe'] });
}

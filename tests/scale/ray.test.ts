import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { hashesOf } from '../helpers/folder-hashes.js';
import { runScript } from './engines-python.js';
import { plannedSet } from './planned-set.js';

const killing = fileURLToPath(new URL('kills-its-worker.sh', import.meta.url));
const set = plannedSet();

it('Ray makes the same files, though a worker is killed and a machine is lost', async () => {
  const folder = set.planned('ray');
  const words = [folder, 'sh', killing, join(set.root, 'killed'), ...set.program];
  const report = await runScript('ray-cluster.py', words, {
    ...set.env,
    RAY_USAGE_STATS_ENABLED: '0',
    RAY_TMPDIR: join(set.root, 'ray-files'),
    RAY_AUTH_MODE: 'disabled',
  });
  expect(report).toMatchObject({ shards: set.shards(), failed: {}, finished: true });
  expect(report.reasons.join('\n')).toContain('WorkerCrashedError');
  // The head and the machine that is left.
  expect(report.alive).toBe(2);
  expect(hashesOf(folder)).toEqual(set.expected);
});

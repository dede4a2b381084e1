import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { hashesOf } from '../helpers/folder-hashes.js';
import { runScript } from './engines-python.js';
import { plannedSet } from './planned-set.js';

const killing = fileURLToPath(new URL('kills-its-worker.sh', import.meta.url));
const set = plannedSet();

it('Spark makes the same files, though a worker is killed', async () => {
  const folder = set.planned('spark');
  const words = [folder, 'sh', killing, join(set.root, 'killed'), ...set.program];
  const report = await runScript('spark-session.py', words, set.env);
  expect(report).toMatchObject({ shards: set.shards(), failed: {}, finished: true });
  expect(report.lost).toBeGreaterThan(0);
  expect(hashesOf(folder)).toEqual(set.expected);
});

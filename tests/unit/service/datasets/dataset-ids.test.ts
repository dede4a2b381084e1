import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import {
  datasetFolders,
  forgetDataset,
  openDataset,
} from '../../../../src-main/service/datasets/dataset-ids.js';
import { temporaryFolder } from '../../../helpers/temporary-folder.js';

afterEach(() => vi.unstubAllEnvs());

test('folders that are opened and forgotten at once are each remembered as was asked', async () => {
  vi.stubEnv('DIGITS_DATA_DIR', temporaryFolder());
  const elsewhere = temporaryFolder();
  const [first = '', ...others] = ['a', 'b', 'c', 'd'].map((name) => join(elsewhere, name));
  for (const folder of [first, ...others]) {
    mkdirSync(folder);
    writeFileSync(join(folder, 'plan.json'), '{}');
  }
  await openDataset(first);
  await Promise.all([...others.map(openDataset), forgetDataset(first)]);
  expect((await datasetFolders()).toSorted()).toEqual(others);
});

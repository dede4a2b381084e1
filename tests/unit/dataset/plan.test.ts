import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { manifestFile, readManifest } from '../../../src-main/dataset/manifest.js';
import { writePlan } from '../../../src-main/dataset/plan.js';
import { readPlan } from '../../../src-main/dataset/read-plan.js';
import { temporaryFolder } from '../../helpers/temporary-folder.js';
import { bank, smallPlan } from './small-set.js';

const read = async (...parts: Parameters<typeof smallPlan>) => {
  const folder = temporaryFolder();
  await writePlan(folder, smallPlan(...parts));
  return readPlan(folder);
};

it('a plan names its bank, and no path', async () => {
  const named = (name: string) => read({ bank: { name, sha256: bank.sha256, inFolder: false } });
  await expect(named('mnist-test')).resolves.toMatchObject({ bank: { name: 'mnist-test' } });
  for (const name of ['/etc/hostname', '../x.bank', 'bank-0123456789abcdef/../x']) {
    await expect(named(name)).rejects.toMatchObject({
      code: 'INVALID_DATA',
      message: expect.stringContaining('must be the name of a bank'),
    });
  }
});

it('a plan has no more shards than a program can list', async () => {
  const split = { train: 999_999, val: 1, test: 0 };
  await expect(read({ split, shardSize: 1 })).resolves.toMatchObject({ split });
  await expect(read({ split: { ...split, test: 1 }, shardSize: 1 })).rejects.toMatchObject({
    code: 'INVALID_DATA',
    message: expect.stringContaining('more than 1,000,000 shards'),
  });
});

it('a manifest names files of its folder alone', async () => {
  const plan = smallPlan();
  const named = (name: string) => {
    const folder = temporaryFolder();
    const facts = { plan: plan.sha256, bank: { labels: '' }, bytes: 0, coverage: {} };
    const files = [{ name, bytes: 0, sha256: '' }];
    writeFileSync(join(folder, manifestFile), JSON.stringify({ ...facts, files }));
    return readManifest(folder, plan);
  };
  expect(await named('images/labels.txt')).not.toBeNull();
  for (const name of ['/etc/hostname', '../x', 'a/../../x', '..\\x']) {
    expect(await named(name), name).toBeNull();
  }
});

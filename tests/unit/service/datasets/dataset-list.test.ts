import { expect, test } from 'vitest';
import { writePlan } from '../../../../src-main/dataset/plan.js';
import { summariseDataset } from '../../../../src-main/service/datasets/dataset-list.js';
import { temporaryFolder } from '../../../helpers/temporary-folder.js';
import { bank, smallPlan } from '../../dataset/small-set.js';

test('the bank of a data set is what another one like it can be asked with', async () => {
  const bankOf = async (name: string, inFolder: boolean) => {
    const folder = temporaryFolder();
    await writePlan(folder, smallPlan({ bank: { name, sha256: bank.sha256, inFolder } }));
    return (await summariseDataset(folder)).bank;
  };
  expect(await bankOf(bank.name, false)).toBe('shipped');
  expect(await bankOf(bank.name, true)).toBe(bank.name);
  expect(await bankOf('mnist-test', false)).toBe('mnist-test');
});

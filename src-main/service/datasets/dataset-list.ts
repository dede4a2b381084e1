import { basename, join } from 'node:path';
import { isMadeBank, shippedBank } from '../../../src-shared/config/data-set-request.js';
import type { DatasetSummary } from '../../../src-shared/contract/data-sets.js';
import { toErrorData } from '../../../src-shared/contract/errors.js';
import { readManifest } from '../../dataset/manifest.js';
import { countOf, type Plan, planFile } from '../../dataset/plan.js';
import { readPlan } from '../../dataset/read-plan.js';
import { stripsThere } from '../../dataset/strips-there.js';
import { changedAt } from '../../files/folders.js';
import { datasetFolders, datasetId, placeOf } from './dataset-ids.js';

/** What lies on the disk: nobody is asked whether it is at work. */
export async function listDatasets(): Promise<DatasetSummary[]> {
  const summaries = await Promise.all((await datasetFolders()).map(summariseDataset));
  return summaries.toSorted(
    (a, b) => b.createdAt.localeCompare(a.createdAt) || a.name.localeCompare(b.name),
  );
}

/** One whose plan can't be read says why. */
export async function summariseDataset(folder: string): Promise<DatasetSummary> {
  const about = {
    id: datasetId(folder),
    name: basename(folder),
    folder,
    place: placeOf(folder),
    createdAt: (await changedAt(join(folder, planFile))).toISOString(),
  };
  try {
    return { ...about, ...(await factsOf(folder, await readPlan(folder))) };
  } catch (error) {
    return { ...about, ...broken, error: toErrorData(error) };
  }
}

const resting = { perSecond: null, secondsLeft: null, error: null };

async function factsOf(folder: string, plan: Plan) {
  const { formats, grammar, style, bank, seed } = plan;
  const total = countOf(plan);
  const manifest = await readManifest(folder, plan);
  const done = manifest === null ? await stripsThere(folder, plan) : total;
  const state: DatasetSummary['state'] = manifest === null ? 'interrupted' : 'finished';
  return {
    ...resting,
    ...{ state, done, total, formats, seed },
    bytes: manifest?.bytes ?? null,
    numbers: typeof grammar.number === 'string' ? grammar.number : null,
    style: style.name,
    // A plan calls the one that comes with the program by its content.
    bank: !bank.inFolder && isMadeBank(bank.name) ? shippedBank : bank.name,
  };
}

/** What is left of one whose plan can't be read. */
const broken = {
  ...resting,
  state: 'broken' as const,
  ...{ done: 0, total: 0, formats: [], seed: 0 },
  ...{ bytes: null, numbers: null, style: null, bank: '' },
};

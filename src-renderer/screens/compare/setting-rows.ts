import type { RunRecord } from '../../../src-shared/contract/runs.js';
import { formatInteger } from '../../format.js';
import { originWords } from '../models/run-words.js';
import { configurationRows } from '../run/configuration.js';

/** A setting of several runs, in their order; null where it means nothing to a run's kind. */
export interface SettingRow {
  readonly label: string;
  readonly values: readonly (string | null)[];
  readonly differs: boolean;
}

/** Every setting that means something to one of the runs. */
export function settingRows(records: readonly RunRecord[]): SettingRow[] {
  const settings = records.map(settingsOf);
  const labels = new Set(settings.flatMap((of) => [...of.keys()]));
  return [...labels].map((label) => {
    const values = settings.map((of) => of.get(label) ?? null);
    return { label, values, differs: new Set(values).size > 1 };
  });
}

function settingsOf(record: RunRecord): Map<string, string> {
  const { preset, recipe, dataset, engine } = record;
  return new Map([
    ['Preset', preset],
    ['Recipe', recipe],
    ...configurationRows(record).map(({ label, value }) => [label, value] as const),
    ['Images', formatInteger(dataset.images)],
    ['Images from', dataset.folder === null ? dataset.name : originWords(dataset)],
    ['Began with', record.beganWith?.name ?? 'new networks'],
    ['Engine', `${engine.backend} ${engine.version}, ${engine.device}, ${engine.precision}`],
  ]);
}

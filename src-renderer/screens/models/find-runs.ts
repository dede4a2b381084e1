import type { ShownRun } from '../run/live-run.js';
import { stateWords } from './run-words.js';

/** The runs whose name, preset, state or (from elsewhere) folder has every word of a text. */
export function findRuns(runs: readonly ShownRun[], text: string): readonly ShownRun[] {
  const words = text.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  return runs.filter((run) => {
    const place = run.place === 'opened' ? run.folder : '';
    const said =
      `${run.name} ${run.preset} ${run.madeWith ?? ''} ${stateWords(run).name} ${place}`.toLocaleLowerCase();
    return words.every((word) => said.includes(word));
  });
}

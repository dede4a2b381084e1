import { isRunName } from '../config/run-name.js';

/** The model that comes with the program, wherever it lies. */
export const shippedId = 'shipped:model';

/**
 * Ids of folders that can't be called by their names, from a hash: `opened` of one that lies outside
 * the data directory, `folder` of one in it whose name no new run could have.
 */
const hashedPattern = /^(?:opened|folder):[0-9a-f]{16}$/;

/** Whether a text is what commands call a run by. No path is. */
export const isRunId = (text: string): boolean =>
  text === shippedId || hashedPattern.test(text) || isRunName(text);

/** Which of a run's generators: the last one, or that of its best epoch. */
export type ModelKind = 'last' | 'best';

const bestPattern = /^(?<run>[^/\\]+)\/best$/;

/** What commands that draw call a generator of a run by: the run's id alone is the last one. */
export const modelId = (run: string, kind: ModelKind): string =>
  kind === 'best' ? `${run}/best` : run;

/** The run whose best epoch's generator an id stands for; null for any other model. */
export const runOfBest = (model: string): string | null =>
  bestPattern.exec(model)?.groups?.run ?? null;

/** Which of a run's generators: the last one, or that of its best epoch. */
export type ModelKind = 'last' | 'best';

const bestPattern = /^(?<run>[^/\\]+)\/best$/;

/** What commands that draw call a generator of a run by: the run's id alone is the last one. */
export const modelId = (run: string, kind: ModelKind): string =>
  kind === 'best' ? `${run}/best` : run;

/** The run whose best epoch's generator an id stands for; null for any other model. */
export const runOfBest = (model: string): string | null =>
  bestPattern.exec(model)?.groups?.run ?? null;

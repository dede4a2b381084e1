import type { DatasetSummary } from './data-sets.js';

const underWay = ['waiting', 'making', 'checking', 'finishing'] as const;

/** Whether the program works at one, or is about to. */
export const isUnderWay = ({ state }: Pick<DatasetSummary, 'state'>): boolean =>
  underWay.some((name) => name === state);

/** What the program works at, or null: one is worked at a time, and the others wait. */
export function currentOf(list: readonly DatasetSummary[]): DatasetSummary | null {
  const working = list.filter(isUnderWay);
  return working.find(({ state }) => state !== 'waiting') ?? working[0] ?? null;
}

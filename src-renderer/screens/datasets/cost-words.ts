import type { DatasetCosts } from '../../../src-shared/contract/data-sets.js';
import { formatBytes, formatDuration } from '../../format.js';

/** "About 21 MB, made in about 4 sec." */
export const costWords = ({ bytes, seconds }: DatasetCosts): string =>
  `About ${formatBytes(bytes)}, made in about ${formatDuration(Math.max(1, seconds))}.`;

/** What a person should know before, as sentences. */
export function costRemarks(costs: DatasetCosts): string[] {
  const problem = spaceProblem(costs);
  return problem === null ? [...costs.remarks] : [...costs.remarks, problem];
}

/** What does not fit, as a sentence, or null. */
function spaceProblem({ bytes, freeBytes }: DatasetCosts): string | null {
  if (freeBytes === null || freeBytes >= bytes) return null;
  return `There is room for ${formatBytes(freeBytes)} only where it would lie: fewer strips, smaller pictures or another place are needed.`;
}

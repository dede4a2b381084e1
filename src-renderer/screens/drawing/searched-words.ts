import { formatCount, formatInteger, formatPercent } from '../../format.js';

interface Searched {
  readonly lookedAt: number;
  readonly rejected: number;
}

/** "243 digits looked at, 12 rejected: less than 95% sure"; nothing of rejects where legibility is off. */
export function searchedWords({ lookedAt, rejected }: Searched, legibility: number | null): string {
  const looked = `${formatCount(lookedAt, 'digit')} looked at`;
  if (legibility === null) return looked;
  if (rejected === 0) return `${looked}, none rejected`;
  return `${looked}, ${formatInteger(rejected)} rejected: less than ${formatPercent(legibility)} sure`;
}

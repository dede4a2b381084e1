import { formatCount, formatInteger, formatPercent } from '../../format.js';

interface Searched {
  readonly lookedAt: number;
  readonly rejected: number;
}

/**
 * "243 digits looked at, 12 rejected: less than 95% sure"; nothing of rejects where legibility is off.
 * @param asked whether the digits were asked for: one taken for another is written anew as well
 */
export function searchedWords(
  { lookedAt, rejected }: Searched,
  { legibility, asked }: { legibility: number | null; asked: boolean },
): string {
  const looked = `${formatCount(lookedAt, 'digit')} looked at`;
  if (legibility === null) return looked;
  if (rejected === 0) return `${looked}, none rejected`;
  const sure = `less than ${formatPercent(legibility)} sure`;
  if (asked)
    return `${looked}, ${formatInteger(rejected)} written anew: ${sure}, or read as another`;
  return `${looked}, ${formatInteger(rejected)} rejected: ${sure}`;
}

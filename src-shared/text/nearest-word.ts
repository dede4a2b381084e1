/**
 * The word that was probably meant: the nearest of those that differ from the one typed in at most two
 * fifths of their letters; a beginning of one alone is taken too. Null where there is none.
 */
function nearestWord(typed: string, words: Iterable<string>): string | null {
  const small = typed.toLowerCase();
  let best: { word: string; distance: number } | null = null;
  for (const word of words) {
    const distance = editDistance(small, word.toLowerCase());
    const longest = Math.max(small.length, word.length);
    if (distance > longest * 0.4 || (best !== null && best.distance <= distance)) continue;
    best = { word, distance };
  }
  if (best !== null) return best.word;
  const begun = [...words].filter((word) => word.toLowerCase().startsWith(small));
  return small.length > 1 && begun.length === 1 ? (begun[0] ?? null) : null;
}

/** ` Did you mean compact?`, to stand behind a sentence; '' where nothing is near. */
export function didYouMean(typed: string, words: Iterable<string>): string {
  const word = nearestWord(typed, words);
  return word === null ? '' : ` Did you mean ${word}?`;
}

/**
 * Letters to put in, take away, change or swap with the next one, to make one word of another: the
 * restricted Damerau-Levenshtein distance (Damerau, A Technique for Computer Detection and Correction of
 * Spelling Errors, 1964).
 */
function editDistance(one: string, other: string): number {
  let before: readonly number[] = [];
  let last: readonly number[] = Array.from({ length: other.length + 1 }, (_, j) => j);
  for (let i = 1; i <= one.length; i++) {
    const row = [i];
    for (let j = 1; j <= other.length; j++) {
      const isSame = one[i - 1] === other[j - 1];
      const isSwap = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
      const changed = (last[j - 1] ?? 0) + (isSame ? 0 : 1);
      const swapped = isSwap ? (before[j - 2] ?? 0) + 1 : changed;
      row.push(Math.min(changed, swapped, (last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1));
    }
    before = last;
    last = row;
  }
  return last.at(-1) ?? 0;
}

/** One folder name, on every system: the rule that the program itself holds. */
const runName = /^[\p{L}\p{N}][\p{L}\p{N} ._-]{0,99}$/u;

/** What is wrong with a run's name, as a sentence, or null; empty is good. */
export function nameProblem(name: string, taken: (name: string) => boolean): string | null {
  const plain = name.trim();
  if (plain === '') return null;
  if (!runName.test(plain) || plain.endsWith('.')) {
    return 'A name begins with a letter or a digit and has letters, digits, spaces, dots, - and _ (at most 100).';
  }
  return taken(plain) ? 'There is a run of this name already. Give another one.' : null;
}

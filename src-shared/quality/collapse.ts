/** A class with more than this share of the digits: the generator has collapsed. */
const collapsedShare = 0.5;

/** The class that a generator has collapsed to, or null. @param classShare of 0, 1, … 9 */
export function collapsedClass(classShare: readonly number[]): number | null {
  const found = classShare.findIndex((share) => share > collapsedShare);
  return found === -1 ? null : found;
}

import type { Range } from '../../../src-shared/config/style-fields.js';

/** What several values of a field span, and whether they are not all alike. */
export function spanOf(values: readonly (Range | number)[]): Range & { readonly differs: boolean } {
  const ends = values.flatMap((value) =>
    typeof value === 'number' ? [value] : [value.min, value.max],
  );
  return { min: Math.min(...ends), max: Math.max(...ends), differs: values.length > 1 };
}

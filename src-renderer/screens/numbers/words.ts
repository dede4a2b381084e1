import { formatCount } from '../../format.js';

/** What a person who does not see a number hears. */
export const numberAlt = (
  { digits, seed }: { readonly digits: number; readonly seed: number },
  model: string,
): string =>
  `A handwritten number of ${formatCount(digits, 'digit')}, drawn by ${model} with seed ${seed}`;

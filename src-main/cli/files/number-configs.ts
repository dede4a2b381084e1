import type { ComposingConfig } from '../../../src-shared/config/composing.js';
import { maxSeed } from '../../../src-shared/config/fields.js';
import { composingConfigSchema } from '../../../src-shared/config/validation.js';
import { AppError } from '../../../src-shared/contract/errors.js';
import { checked } from '../../../src-shared/text/checked.js';
import { drawSeed } from '../../service/defaults.js';
import type { Layout } from '../options/layout-options.js';
import type { WantedNumber } from '../options/wanted-numbers.js';

/**
 * How each number is written. Those of a series have seeds that follow one another: with a common seed,
 * each would begin with the digits of the one before, and a number of which several are asked for would
 * always look the same. A hand that was asked for writes all of them.
 *
 * @param wanted at least one, each good by itself
 * @throws AppError BAD_INPUT when the fields don't go together
 */
export function numberConfigs(
  wanted: readonly WantedNumber[],
  { layout, seed = drawSeed() }: { layout: Layout; seed: number | undefined },
): ComposingConfig[] {
  const found = checked(composingConfigSchema, { ...layout, ...wanted[0], seed });
  if ('problem' in found) throw new AppError('BAD_INPUT', `${found.problem}.`);
  const config = found.value;
  return wanted.map((number, at) => ({ ...config, ...number, seed: (seed + at) % (maxSeed + 1) }));
}

import type { Field } from '../../../src-shared/config/fields.js';
import { fieldOption } from './field-option.js';
import type { OptionReader } from './option-reader.js';

/**
 * The values of declared fields that were given as options, by their names: each good by itself, not yet
 * checked together.
 */
export function givenFields(
  options: OptionReader,
  fields: Readonly<Record<string, Field>>,
): Record<string, unknown> {
  const given = Object.entries(fields).map(([name, field]) => {
    const value = options.value(fieldOption(field).attributeName());
    return [name, 'none' in field && value === field.none ? null : value] as const;
  });
  return Object.fromEntries(given.filter(([, value]) => value !== undefined));
}

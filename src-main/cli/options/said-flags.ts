import type { Field } from '../../../src-shared/config/fields.js';

/** What a person would type for settings that differ from those that hold when nothing is said. */
export function saidFlags(
  fields: Readonly<Record<string, Field>>,
  { values, usual }: { values: object; usual: object },
): string[] {
  const [own, others] = [new Map(Object.entries(values)), new Map(Object.entries(usual))];
  return Object.entries(fields).flatMap(([name, field]) => {
    const value: unknown = own.get(name);
    return value === others.get(name) ? [] : flagsOf(field, value);
  });
}

/** `off` is the word for null where a field declares none. */
function flagsOf(field: Field, value: unknown): string[] {
  if (field.kind === 'flag') return [value ? field.flag : field.flag.replace(/^--/, '--no-')];
  if (value !== null) return [field.flag, String(value)];
  return [field.flag, ('none' in field ? field.none : undefined) ?? 'off'];
}

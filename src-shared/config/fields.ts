import { colourExamples, isColour } from './colours.js';

/**
 * How a value that a person may set is declared, once: its flag, label, unit, help and bounds.
 * Command-line options, validation, help texts and (in the window) form fields derive from it.
 */
export interface NumberField {
  readonly kind: 'number';
  readonly flag: string;
  readonly label: string;
  readonly unit: string;
  readonly help: string;
  readonly min: number;
  readonly max: number;
  readonly integer: boolean;
  /** The word for null, where the field may be null. */
  readonly none?: string;
  /** What it was in records of before the field was there. */
  readonly before?: number;
}

export interface ChoiceField<Choice extends string = string> {
  readonly kind: 'choice';
  readonly flag: string;
  readonly label: string;
  readonly help: string;
  readonly choices: readonly Choice[];
  /** What it was in records of before the field was there. */
  readonly before?: Choice;
}

/** On or off: `--flag` and `--no-flag`. */
export interface FlagField {
  readonly kind: 'flag';
  readonly flag: string;
  readonly label: string;
  readonly help: string;
  /** What it was in records of before the field was there. */
  readonly before?: boolean;
}

/** A colour as `#rrggbb`, in small letters. */
export interface ColourField {
  readonly kind: 'colour';
  readonly flag: string;
  readonly label: string;
  readonly help: string;
  /** The word for null, where the field may be null. */
  readonly none?: string;
  /** What it was in records of before the field was there. */
  readonly before?: string;
}

export type Field = NumberField | ChoiceField | FlagField | ColourField;

/** The largest seed: an unsigned 32-bit integer. */
export const maxSeed = 2 ** 32 - 1;

/**
 * What is wrong with a value for a field, in words that follow the field's name ("must be …"),
 * or null when the value is good.
 *
 * @param write the bounds of a number
 */
export function checkField(
  field: Field,
  value: unknown,
  write: (bound: number) => string = String,
): string | null {
  if (field.kind === 'flag') return typeof value === 'boolean' ? null : 'must be true or false';
  if (field.kind === 'choice') {
    return typeof value === 'string' && field.choices.includes(value)
      ? null
      : `must be one of ${field.choices.join(', ')}`;
  }
  if ('none' in field && value === null) return null;
  if (field.kind === 'colour') {
    const good = typeof value === 'string' && isColour(value);
    return good ? null : `must be ${withNone(`a colour such as ${colourExamples}`, field)}`;
  }
  const kind = field.integer ? 'a whole number' : 'a number';
  const good =
    typeof value === 'number' &&
    Number.isFinite(value) &&
    (!field.integer || Number.isInteger(value)) &&
    value >= field.min &&
    value <= field.max;
  return good
    ? null
    : `must be ${withNone(`${kind} from ${write(field.min)} to ${write(field.max)}`, field)}`;
}

const withNone = (words: string, { none }: NumberField | ColourField): string =>
  none === undefined ? words : `${words}, or ${none}`;

export const seedField: NumberField = {
  kind: 'number',
  flag: '--seed',
  label: 'Seed',
  unit: '',
  help: 'the same seed gives the same result again; drawn and recorded when left out',
  min: 0,
  max: maxSeed,
  integer: true,
};

export const usualSpread = 1.1;

/** How wide a bank's digits are drawn: see `HandSettings`. */
export const spreadField: NumberField = {
  kind: 'number',
  flag: '--spread',
  label: 'Spread',
  unit: 'times',
  help: 'how much wider than it was trained the model draws: forms that are more varied, of which fewer are read as asked for',
  min: 1,
  max: 1.5,
  integer: false,
};

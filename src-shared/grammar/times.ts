import { isField, marksOf, readFormat } from './calendar-format.js';
import type { Element } from './element.js';
import type { TimeNode } from './grammar.js';
import { numberedElement } from './write-texts.js';

type TimeField = 'hour' | 'minute' | 'second';

const timeFields: Readonly<Record<string, TimeField>> = {
  h: 'hour',
  hh: 'hour',
  mm: 'minute',
  ss: 'second',
};

const sizes: Readonly<Record<TimeField, number>> = { hour: 24, minute: 60, second: 60 };
const order = ['hour', 'minute', 'second'] as const;

/**
 * All times of a day, by the hours, minutes or seconds that the format has.
 *
 * @returns or what is wrong with it, in words
 */
export function timeElement({ format }: TimeNode): Element | string {
  const pieces = readFormat(format, timeFields);
  if (typeof pieces === 'string') return pieces;
  const fields = pieces.filter(isField);
  if (fields.length === 0 || !order.slice(0, fields.length).every((field) => has(fields, field))) {
    return `the format ${format} of a time has hours, or hours and minutes, or those and seconds`;
  }
  const figures = fields.length * 2;
  const length = figures + pieces.length - fields.length;
  const open = fields.filter(({ padded }) => !padded).length;
  const units = order.slice(0, fields.length);
  return numberedElement({
    count: BigInt(units.reduce((product, field) => product * sizes[field], 1)),
    length: { min: length - open, max: length },
    digits: { min: figures - open, max: figures },
    always: marksOf(pieces),
    write(index) {
      const values = valuesOf(Number(index), units);
      return pieces
        .map((piece) => {
          if (!isField(piece)) return piece.mark;
          return String(values[piece.field]).padStart(piece.letters, '0');
        })
        .join('');
    },
  });
}

const has = (fields: readonly { readonly field: TimeField }[], wanted: TimeField): boolean =>
  fields.some(({ field }) => field === wanted);

function valuesOf(index: number, units: readonly TimeField[]): Record<TimeField, number> {
  const values = { hour: 0, minute: 0, second: 0 };
  let rest = index;
  for (const unit of units.toReversed()) {
    values[unit] = rest % sizes[unit];
    rest = Math.floor(rest / sizes[unit]);
  }
  return values;
}

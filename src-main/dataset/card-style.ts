import { chosenStyle, type StyleChoice } from '../../src-shared/config/style.js';
import { type Style, styleFieldNames, styleFields } from '../../src-shared/config/style-fields.js';

/** What a data set's style is called: its name, and whether it was changed. */
export function styleName({ name, ways }: StyleChoice): string {
  const own = JSON.stringify(chosenStyle(name).ways);
  return JSON.stringify(ways) === own ? `\`${name}\`` : `\`${name}\`, with fields changed`;
}

/** A table of a style's fields, with a column for each of its ways. */
export function styleTable({ ways }: StyleChoice): string {
  const values = (name: keyof Style) => ways.map((way) => `| ${valueWords(way[name])} `).join('');
  const rows = styleFieldNames.map((name) => {
    const { label, unit } = styleFields[name];
    return `| ${label}${unit === '' ? '' : ` (${unit})`} ${values(name)}|`;
  });
  const heads = ways.map((_, at) => (ways.length === 1 ? '| Value ' : `| Way ${at + 1} `));
  return [`| Field ${heads.join('')}|`, `|---${ways.map(() => '|---').join('')}|`, ...rows].join(
    '\n',
  );
}

const valueWords = (value: Style[keyof Style]): string => {
  if (typeof value === 'number') return `${value}`;
  return value.min === value.max ? `${value.min}` : `${value.min} to ${value.max}`;
};

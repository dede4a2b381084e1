import type { Chance } from '../campaign.js';
import type { Mutated } from './json.js';

const cells = [
  ...['', ' ', 'NaN', 'Infinity', '-Infinity', '-1', '0', '0.5', '1e308', '1e999', '999999999'],
  ...['4294967296', '9007199254740993', '0x10', 'x', '"', "'", '\u0000', '\u001b[2J', '=1+1', '٣'],
  'x'.repeat(100_000),
];

/** A table that is changed in a cell, a row or as a whole. */
export function mutateCsv(chance: Chance, original: Buffer): Mutated {
  const lines = original.toString().split('\n');
  const at = chance.below(lines.length);
  const row = (lines[at] ?? '').split(',');
  const replaced = (...rows: string[]) => lines.toSpliced(at, 1, ...rows).join('\n');
  const made = (text: string, what: string): Mutated => ({
    bytes: Buffer.from(text),
    what: `line ${at}: ${what}`,
  });
  switch (chance.below(10)) {
    case 0:
      return made(replaced(), 'removed');
    case 1:
      return made(replaced(row.join(','), row.join(',')), 'doubled');
    case 2: {
      const count = chance.pick([1_000, 100_000]);
      return made(replaced(`${row.join(',')}\n`.repeat(count)), `${count} times`);
    }
    case 3:
      return made(replaced(','.repeat(chance.pick([1, 10, 1_000_000]))), 'commas alone');
    case 4:
      return made(lines.toReversed().join('\n'), 'and all others in reverse');
    case 5:
      return made(lines.join('\r\n'), 'and all others with carriage returns');
    case 6:
      return made(replaced([...row, ...row].join(',')), 'twice as many cells');
    default: {
      const column = chance.below(row.length);
      const cell = chance.pick(cells);
      const what = `cell ${column} = ${JSON.stringify(cell.slice(0, 40))}`;
      return made(replaced(row.with(column, cell).join(',')), what);
    }
  }
}

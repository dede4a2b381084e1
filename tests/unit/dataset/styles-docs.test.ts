import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { styleWord } from '../../../src-main/cli/options/style-option.js';
import { styleFieldNames, styleFields } from '../../../src-shared/config/style-fields.js';

it('docs/datasets.md tells of every field of a style, with its bounds', () => {
  const text = readFileSync(new URL('../../../docs/datasets.md', import.meta.url), 'utf8');
  const rows = text.split('\n').map((line) => line.split('|').map((cell) => cell.trim()));
  for (const name of styleFieldNames) {
    const { min, max, unit, help } = styleFields[name];
    const bounds = `${min} to ${max}${unit === '' ? '' : ` ${unit}`}`;
    const said = [`\`${styleWord(name)}\``, bounds, help];
    const row = rows.find(([, word, range]) => word === said[0] && range === bounds) ?? [];
    expect([row[1], row[2], row[4]]).toEqual(said);
  }
});

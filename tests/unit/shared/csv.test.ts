import { expect, test } from 'vitest';
import { csvTable } from '../../../src-shared/text/csv.js';
import { numberTable } from '../../../src-shared/text/number-table.js';

test('a table is its names and its rows, each with its end', () => {
  expect(csvTable(['a', 'b'], [])).toBe('a,b\n');
  expect(csvTable(['a', 'b'], [[1, null]])).toBe('a,b\n1,\n');
});

test('a cell that holds a comma, a quote or a line end stays one', () => {
  expect(csvTable(['a'], [['1,2'], ['3"4'], ['5\n6'], ['7 8']])).toBe(
    'a\n"1,2"\n"3""4"\n"5\n6"\n7 8\n',
  );
});

test('tells of each picture its number, its seed, its hand and its size', () => {
  const size = { width: 40, height: 28 };
  expect(
    numberTable([
      { file: 'a.png', text: '1,024', seed: 3, hand: 3, ...size },
      { file: 'b.png', text: '7', seed: 4, hand: null, ...size },
    ]),
  ).toBe('file,number,seed,hand,width,height\na.png,"1,024",3,3,40,28\nb.png,7,4,,40,28\n');
});

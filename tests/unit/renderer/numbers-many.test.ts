import { describe, expect, it } from 'vitest';
import {
  countingTexts,
  differentTexts,
  linesOf,
  timesTexts,
} from '../../../src-renderer/screens/numbers/many-texts.js';
import { manyWords, pageAlt } from '../../../src-renderer/screens/numbers/many-words.js';
import {
  groundOf,
  pageFiles,
  pagePreviewOf,
  pagesOf,
  picturesOf,
  previewsOf,
} from '../../../src-renderer/screens/numbers/series-request.js';
import { composingDefaults } from '../../../src-shared/config/composing.js';
import { looks } from '../../../src-shared/config/look.js';
import { sheetDefaults } from '../../../src-shared/config/sheet.js';

describe('differentTexts', () => {
  const many = differentTexts(7, 90, { shortest: 2, longest: 4 });

  it('has each length about as often as any other, and no number twice', () => {
    for (const length of [2, 3, 4]) {
      const count = many.filter((text) => text.length === length).length;
      expect(count).toBeGreaterThan(15);
      expect(count).toBeLessThan(45);
    }
    expect(new Set(many).size).toBe(90);
  });

  it('begins anew when all numbers have come', () => {
    const digits = differentTexts(7, 20, { shortest: 1, longest: 1 });
    expect(new Set(digits.slice(0, 10)).size).toBe(10);
    expect(new Set(digits.slice(10)).size).toBe(10);
    expect(new Set(differentTexts(1, 99, { shortest: 1, longest: 2 })).size).toBe(99);
  });

  it('begins with a 0 in the number 0 alone', () => {
    const numbers = differentTexts(7, 200, { shortest: 1, longest: 3 });
    expect(numbers.filter((text) => text.startsWith('0'))).toEqual(['0']);
  });

  it('is the same of a seed, however many there are', () => {
    expect(differentTexts(7, 5, { shortest: 2, longest: 4 })).toEqual(many.slice(0, 5));
    expect(differentTexts(8, 5, { shortest: 2, longest: 4 })).not.toEqual(many.slice(0, 5));
  });
});

describe('timesTexts', () => {
  const tables = { first: 1, last: 10, form: 'products', mixed: false } as const;

  it('has the products row by row', () => {
    const products = timesTexts(1, tables);
    expect(products).toHaveLength(100);
    expect(products.slice(0, 11)).toEqual('1 2 3 4 5 6 7 8 9 10 2'.split(' '));
    expect(products.at(-1)).toBe('100');
  });

  it('has exercises of some tables, without and with their result', () => {
    const seven = { ...tables, first: 7, last: 7 };
    const exercises = timesTexts(1, { ...seven, form: 'exercises' });
    expect(exercises).toHaveLength(10);
    expect(exercises[7]).toBe('7 × 8 =');
    expect(timesTexts(1, { ...seven, form: 'solved' })[7]).toBe('7 × 8 = 56');
  });

  it('mixes all of them by the seed', () => {
    const mixed = timesTexts(1, { ...tables, mixed: true });
    const inOrder = timesTexts(1, tables);
    expect(mixed).not.toEqual(inOrder);
    expect(mixed.toSorted()).toEqual(inOrder.toSorted());
    expect(timesTexts(1, { ...tables, mixed: true })).toEqual(mixed);
    expect(timesTexts(2, { ...tables, mixed: true })).not.toEqual(mixed);
  });
});

it('parts a long number into lines', () => {
  const text = '1234567890'.repeat(6);
  expect(linesOf(text).map(({ length }) => length)).toEqual([25, 25, 10]);
  expect(linesOf(text).join('')).toBe(text);
});

it('counts up and down', () => {
  expect(countingTexts(8, 11)).toEqual(['8', '9', '10', '11']);
  expect(countingTexts(1, 0)).toEqual(['1', '0']);
});

const configs = Array.from({ length: 120 }, (_, at) => ({
  ...composingDefaults,
  number: String(at),
  seed: at + 5,
}));
const replaced = [{ position: 0, index: 7 }];
const series = { model: 'shipped', configs, replaced, columns: 10 };

describe('what the program is asked', () => {
  it('shows the first 50, and saves all in the look and format chosen', () => {
    expect(previewsOf(series, looks.paper).map(({ config }) => config)).toEqual(
      configs.slice(0, 50),
    );
    const saved = picturesOf(series, { look: looks.paper, format: 'webp' });
    expect(saved).toHaveLength(120);
    expect(saved[119]).toEqual({
      model: 'shipped',
      config: configs[119],
      replaced: [],
      look: looks.paper,
      format: 'webp',
    });
  });

  it('begins with the number above, and with its digits that were drawn again', () => {
    const { numbers } = pagePreviewOf(series, { look: looks.ink, sheet: sheetDefaults });
    for (const [first, second] of [numbers, previewsOf(series, looks.paper)]) {
      expect([first?.replaced, second?.replaced]).toEqual([replaced, []]);
    }
  });

  it('asks for a PDF once, for other formats page by page', () => {
    const chosen = { look: looks.ink, sheet: sheetDefaults };
    expect(pagesOf(series, { ...chosen, format: 'pdf' }, 3)).toHaveLength(1);
    const pages = pagesOf(series, { ...chosen, format: 'svg' }, 3);
    expect(pages.map(({ page, format }) => `${page} ${format}`)).toEqual([
      '0 svg',
      '1 svg',
      '2 svg',
    ]);
    expect(pages[0]?.look).toEqual(looks.ink);
  });

  it('lays a page out in the columns that suit the numbers, unless others are chosen', () => {
    const columnsOf = (columns: number | null) =>
      pagePreviewOf(series, { look: looks.ink, sheet: { ...sheetDefaults, columns } }).sheet
        .columns;
    expect(columnsOf(null)).toBe(10);
    expect(columnsOf(4)).toBe(4);
  });
});

it('names pages so that they stand in their order in a list of files', () => {
  const named = (count: number) =>
    pageFiles(
      Array.from({ length: count }, () => new Uint8Array()),
      'png',
    ).map(({ name }) => name);
  expect(named(1)).toEqual(['numbers.png']);
  expect(named(12).toSorted()).toEqual(named(12));
  expect(named(12)[1]).toBe('numbers_page_02.png');
});

it('lays transparent paper on a ground on which its ink is seen', () => {
  expect(groundOf(looks.ink)).toBe('white');
  expect(groundOf({ ...looks.ink, ink: '#ffffff' })).toBe('black');
  expect(groundOf({ ...looks.ink, invert: true })).toBe('black');
});

describe('words', () => {
  it('say what will be drawn', () => {
    const words = (kind: 'same' | 'list', count: number, hands: boolean) =>
      manyWords({ kind, configs: configs.slice(7, 7 + count), hands });
    expect(words('same', 3, true)).toBe(
      '7 3 times: as above, then each time in another hand, with the seeds 12 to 14.',
    );
    expect(words('list', 1, false)).toBe('1 number, with the seed 12.');
    expect(words('list', 3, true)).toBe(
      '3 numbers, each in another hand, with the seeds 12 to 14.',
    );
    expect(words('list', 0, true)).toBe('');
  });

  it('read out what a page holds, and of many only the first', () => {
    const numbers = (count: number) =>
      Array.from({ length: count }, (_, at) => ({ text: String(at), hand: null }));
    expect(pageAlt({ pages: 1, numbers: numbers(2) }, 'shipped')).toBe(
      'Page 1 of 1 with 2 numbers in handwriting, drawn by shipped: 0; 1',
    );
    expect(pageAlt({ pages: 2, numbers: numbers(31) }, 'shipped')).toMatch(/; 29 and 1 more$/);
  });
});

import { describe, expect, it } from 'vitest';
import { looks } from '../../../src-shared/config/look.js';
import { type SheetConfig, sheetDefaults } from '../../../src-shared/config/sheet.js';
import { inkPage } from '../../../src-shared/strips/ink-page.js';
import { pageSvg } from '../../../src-shared/strips/page-svg.js';
import { layOutSheet, type Sheet, type SheetCell } from '../../../src-shared/strips/sheet.js';
import { type Strip, stripHeight, stripWidth } from '../../../src-shared/strips/strip.js';
import { sheetPage } from '../../../src-shared/strips/vector-page.js';

/** What steps come to. */
function resultOf<Value>(steps: Generator<void, Value>): Value {
  for (let step = steps.next(); ; step = steps.next()) if (step.done === true) return step.value;
}

/** A strip of one black box, 28 pixels high. */
function box(width: number): Strip {
  const image = {
    width,
    height: stripHeight,
    pixels: new Uint8Array(width * stripHeight).fill(255),
  };
  return { marks: [{ text: '8', image, whole: { image, column: 0 } }], gaps: [] };
}

const numbersOf = (widths: readonly number[]) =>
  widths.map((width, at) => ({ strip: box(width), label: String(at) }));

/** 254 dots an inch: ten pixels are a millimetre. */
const look = { ...looks.ink, dpi: 254 };
const lay = (widths: readonly number[], config: Partial<SheetConfig> = {}): Sheet =>
  layOutSheet(numbersOf(widths), look, { ...sheetDefaults, ...config });
const all = (sheet: Sheet): SheetCell[] => sheet.pages.flat();
const widthOf = ({ strip, look: { scale } }: SheetCell) => stripWidth(strip) * scale;
const rightOf = (cell: SheetCell) => cell.left + widthOf(cell);
const footOf = ({ top, look: { scale } }: SheetCell) => top + stripHeight * scale;
const distinct = (values: readonly number[]) => [...new Set(values.map(Math.round))];

const twenty = Array.from({ length: 20 }, (_, at) => 40 + 3 * at);

describe('layOutSheet', () => {
  it('has pages of the size that is asked, also on their side', () => {
    expect(lay([30])).toMatchObject({ width: 2_100, height: 2_970, dpi: 254 });
    expect(lay([30], { page: 'letter', landscape: true })).toMatchObject({
      width: 2_794,
      height: 2_159,
    });
  });

  it('draws digits as high as the line, wherever columns and rows have room', () => {
    const sheet = lay(twenty, { lineHeight: 14 });
    expect(sheet.look.scale * stripHeight).toBeCloseTo(140);
    expect(new Set(all(sheet).map(({ look: { scale } }) => scale)).size).toBe(1);
  });

  it.each(['left', 'right'] as const)('aligns columns at their %s edge', (align) => {
    const cells = all(lay(twenty, { align }));
    const edges = cells.map((cell) => (align === 'left' ? cell.left : rightOf(cell)));
    const columns = distinct(edges);
    expect(columns.length).toBeGreaterThan(1);
    expect(columns.length).toBeLessThan(5);
    const others = cells.map((cell) => (align === 'left' ? rightOf(cell) : cell.left));
    expect(distinct(others).length).toBeGreaterThan(5);
  });

  it('has numbers in the middle of their columns', () => {
    const cells = all(lay([20, 60, 40, 60], { align: 'centre', columns: 2 }));
    const middles = cells.map((cell) => (cell.left + rightOf(cell)) / 2);
    expect(distinct(middles.map((middle) => middle / 10))).toHaveLength(2);
    expect((middles[0] ?? 0) + (middles[1] ?? 0)).toBeCloseTo(2_100, -1);
  });

  it('goes from edge to edge: the last column ends where the page does', () => {
    const cells = all(lay(Array.from({ length: 12 }, () => 70)));
    expect(Math.min(...cells.map(({ left }) => left))).toBe(150);
    expect(Math.max(...cells.map(rightOf))).toBeCloseTo(1_950, -0.5);
  });

  it('has as many columns and rows a page as are asked, smaller if need be', () => {
    const sheet = lay(
      Array.from({ length: 101 }, () => 45),
      { columns: 10, rows: 10, labels: true },
    );
    expect(sheet.pages.map(({ length }) => length)).toEqual([100, 1]);
    const [first = []] = sheet.pages;
    expect(distinct(first.map(({ left }) => left))).toHaveLength(10);
    expect(distinct(first.map(({ top }) => top))).toHaveLength(10);
  });

  it('leaves room for the result behind an equals sign, whose labels stay with the exercise', () => {
    const exercises = [60, 75, 60, 90].map((width) => ({ strip: box(width), label: '7 × 8 =' }));
    const config = { ...sheetDefaults, columns: 2, labels: true };
    const cells = all(layOutSheet(exercises, look, config));
    expect(distinct(cells.map((cell) => rightOf(cell) / 10))).toHaveLength(2);
    for (const cell of cells) {
      const others = cells.filter(({ top, left }) => top === cell.top && left > cell.left);
      for (const end of [1_950, ...others.map(({ left }) => left)]) {
        expect(end - rightOf(cell)).toBeGreaterThan(50 * cell.look.scale);
      }
      expect(cell.labelAt && Math.abs(cell.labelAt.x - rightOf(cell))).toBeLessThanOrEqual(1);
    }
  });

  it('lets a number that is much wider take several columns, and keeps the others as they are', () => {
    const sheet = lay([50, 50, 170, 50, 50]);
    const [first, , long, next] = all(sheet);
    expect(sheet.look.scale * stripHeight).toBeCloseTo(140);
    expect(long && rightOf(long)).toBeLessThanOrEqual(1_951);
    expect(long?.look.scale).toBe(first?.look.scale);
    const overlap = all(sheet).some((a) =>
      all(sheet).some(
        (b) => a !== b && a.top === b.top && a.left < rightOf(b) && b.left < rightOf(a),
      ),
    );
    expect(overlap).toBe(false);
    expect(next && long && (next.top > long.top || next.left > rightOf(long))).toBe(true);
  });

  it('draws a number smaller that is wider than the page, on the line of the others', () => {
    const sheet = lay([50, 50, 50, 2_000, 50]);
    const long = all(sheet)[3];
    expect(long && widthOf(long)).toBeCloseTo(1_800);
    expect(long?.left).toBe(150);
    expect(sheet.look.scale * stripHeight).toBeCloseTo(140);
    const [above, below] = [all(sheet)[0], all(sheet)[4]];
    expect(above && below && long && footOf(long)).toBeCloseTo(
      ((above && footOf(above)) ?? 0) / 2 + ((below && footOf(below)) ?? 0) / 2,
      -0.5,
    );
  });

  it.each([
    { page: 'a4' },
    { page: 'letter', landscape: true, labels: true },
    { columns: 50, rows: 100, labels: true },
    { columns: 1, rows: 1, lineHeight: 200, labels: true },
    { rows: 40, labels: true, align: 'centre' },
    { lineHeight: 2, labels: true },
    { lineHeight: 200 },
  ] as const)('cuts nothing off at the edges: %j', (config) => {
    const sheet = lay([...twenty, 700, 5, 3_000, ...twenty], config);
    const label = sheet.fontSize / 2;
    for (const cell of all(sheet)) {
      expect(cell.left).toBeGreaterThanOrEqual(150);
      expect(cell.top).toBeGreaterThanOrEqual(149);
      expect(rightOf(cell)).toBeLessThanOrEqual(sheet.width - 149);
      const end = cell.labelAt ? cell.labelAt.line + label : footOf(cell);
      expect(end).toBeLessThanOrEqual(sheet.height - 149);
    }
    expect(all(sheet)).toHaveLength(43);
  });

  it('prints a label beneath its number, nearer to it than to the next row', () => {
    const sheet = lay(twenty, { labels: true, columns: 2, align: 'right' });
    const cells = all(sheet);
    for (const [at, cell] of cells.entries()) {
      const { labelAt } = cell;
      const below = cells[at + 2];
      expect(labelAt?.anchor).toBe('end');
      expect(labelAt && Math.abs(labelAt.x - rightOf(cell))).toBeLessThanOrEqual(1);
      if (!below || labelAt === null) continue;
      expect(labelAt.line - sheet.fontSize).toBeGreaterThanOrEqual(footOf(cell) - 1);
      expect(below.top - labelAt.line).toBeGreaterThan(
        labelAt.line - sheet.fontSize - footOf(cell),
      );
    }
  });

  it('has room for what a shear leans out', () => {
    const sheet = layOutSheet(numbersOf(twenty), { ...look, shear: 0.8 }, sheetDefaults);
    const inked = resultOf(inkPage(sheet, 0));
    const [margin, rows] = [100, sheet.height];
    for (let row = 0; row < rows; row += 7) {
      const line = inked.alpha.subarray(row * sheet.width, (row + 1) * sheet.width);
      expect(line.subarray(0, margin).every((ink) => ink === 0)).toBe(true);
      expect(line.subarray(sheet.width - margin).every((ink) => ink === 0)).toBe(true);
    }
  });
});

it('a single number stands in its place in an SVG too, with its label', () => {
  const strip = { marks: [...box(9).marks, ...box(9).marks], gaps: [2] };
  const config = { ...sheetDefaults, labels: true };
  const sheet = layOutSheet([{ strip, label: '88' }], looks.ink, config);
  const svg = pageSvg(resultOf(sheetPage(sheet, 0)), { title: '', metadata: '' });
  expect(svg).toMatch(/<g transform="translate\([1-9]\d* [1-9]\d*\)">/);
  expect(svg).toContain('>88</text>');
  expect(svg).toContain('id="number-1-character-2-8"');
});

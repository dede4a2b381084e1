import type { Look } from '../config/look.js';
import { type Alignment, papers, type SheetConfig } from '../config/sheet.js';
import { type Strip, stripHeight, stripWidth } from './strip.js';

/** Millimetres. */
const inch = 25.4;
/** What printers leave white, and a hand to hold the page by. */
const edge = 15;
/** Of a label's letters, which are smaller beneath small digits, in parts of the digits' height. */
const letters = { most: 3.2, part: 0.5 };
/** Of a label's line beneath a number, in parts of its letters. */
const labelLine = 1.5;

/**
 * Between numbers, in pixels of a digit: large digits stand further apart. Columns do so more than the
 * thousands within a number, and rows with labels so that a label belongs to the number above it.
 */
const between = { columns: 24, rows: 10, labelledRows: 14 };

/** A number that is wider than the usual one times this does not widen the columns: it takes several. */
const wide = 3;

/** Behind an equals sign at a number's end: room to write the result, in pixels of a digit. */
const resultRoom = 56;

/** Resolution of a sheet whose look says none. */
const usualDpi = 300;

/** A number to be laid on a page. */
export interface SheetNumber {
  readonly strip: Strip;
  /** What is written: printed beneath it on request. */
  readonly label: string;
}

/** Where a label is printed: the point that it begins at, has in its middle or ends at. */
export interface LabelPlace {
  readonly x: number;
  /** The line on which its letters stand. */
  readonly line: number;
  readonly anchor: 'start' | 'middle' | 'end';
}

/** A number on a page, in the page's pixels. */
export interface SheetCell extends SheetNumber {
  /** Where the strip's picture has its upper left corner. */
  readonly left: number;
  readonly top: number;
  /** What it is drawn in: the sheet's look, smaller where it alone is wider than a page. */
  readonly look: Look;
  /** Null without labels. */
  readonly labelAt: LabelPlace | null;
}

/** Pages of numbers: sizes in pixels. */
export interface Sheet {
  readonly width: number;
  readonly height: number;
  readonly dpi: number;
  /** Size of the labels' letters. */
  readonly fontSize: number;
  /** The look at the scale that the page has room for. */
  readonly look: Look;
  readonly pages: readonly (readonly SheetCell[])[];
}

/** The grid of a page. Lengths are millimetres. */
interface Grid {
  readonly columns: number;
  readonly rows: number;
  /** From one column or row to the next. */
  readonly pitch: { readonly x: number; readonly y: number };
  /** Of a column: room for the usual numbers. */
  readonly cell: number;
  /** Of one of a digit's pixels. */
  readonly unit: number;
  /** Of a label's letters. */
  readonly letters: number;
  /** Of what a page holds. */
  readonly room: number;
}

/**
 * Lays numbers on pages, row by row from the upper left, all at one scale: that of the line height, or
 * as much less as the columns and rows asked for need. A number that is much wider than the others
 * takes several columns; one that is wider than the page is drawn smaller.
 *
 * @param numbers at least one
 */
export function layOutSheet(
  numbers: readonly SheetNumber[],
  look: Look,
  config: SheetConfig,
): Sheet {
  const dpi = look.dpi ?? usualDpi;
  const pixels = (length: number) => Math.round((length / inch) * dpi);
  const paper = paperOf(config);
  const widths = numbers.map((number) => widthOf(number, look));
  const grid = gridOf(usualWidth(widths), paper, config);
  const { unit, pitch } = grid;
  const lookOf = (size: number): Look => ({
    ...look,
    scale: (size / inch) * dpi,
    height: null,
    margin: 0,
    dpi,
  });

  const place = (number: SheetNumber, width: number, at: Place): SheetCell => {
    const size = Math.min(unit, grid.room / width);
    const span = (at.span - 1) * pitch.x + grid.cell;
    const free = Math.max(0, span - width * size) * freeBefore[config.align];
    const left = edge + at.column * pitch.x + free;
    const foot = edge + at.row * pitch.y + stripHeight * unit;
    return {
      ...number,
      left: pixels(left),
      // Digits that are smaller stand on the same line.
      top: pixels(foot - stripHeight * size),
      look: lookOf(size),
      labelAt: config.labels
        ? {
            x: pixels(left + (width - roomBehind(number)) * size * freeBefore[config.align]),
            line: pixels(foot + grid.letters),
            anchor: anchors[config.align],
          }
        : null,
    };
  };

  const places = placesOf(
    widths.map((width) => spanOf(width, grid)),
    grid,
  );
  const pages: SheetCell[][] = [];
  for (const [index, number] of numbers.entries()) {
    const at = places[index] ?? { page: 0, row: 0, column: 0, span: 1 };
    const page = pages[at.page] ?? [];
    page.push(place(number, widths[index] ?? 1, at));
    pages[at.page] = page;
  }
  return {
    width: pixels(paper.width),
    height: pixels(paper.height),
    dpi,
    fontSize: (grid.letters / inch) * dpi,
    look: lookOf(unit),
    pages,
  };
}

/** Part of the free room in a column that lies before a number. */
const freeBefore: Readonly<Record<Alignment, number>> = { left: 0, centre: 0.5, right: 1 };
const anchors = { left: 'start', centre: 'middle', right: 'end' } as const;

function paperOf({ page, landscape }: SheetConfig): { width: number; height: number } {
  const { width, height } = papers[page];
  return landscape ? { width: height, height: width } : { width, height };
}

/** With what leans out of it and what is to be written behind it, in pixels of a digit. */
const widthOf = (number: SheetNumber, { shear }: Look): number =>
  Math.max(1, stripWidth(number.strip) + Math.abs(shear) * stripHeight) + roomBehind(number);

const roomBehind = ({ label }: SheetNumber): number => (label.endsWith('=') ? resultRoom : 0);

/** The widest of those that are not far wider than the middle one of all. */
function usualWidth(widths: readonly number[]): number {
  const inOrder = widths.toSorted((a, b) => a - b);
  const middle = inOrder[Math.floor((inOrder.length - 1) / 2)] ?? 1;
  return inOrder.findLast((width) => width <= wide * middle) ?? middle;
}

/** @param width of the usual numbers, in pixels of a digit */
function gridOf(
  width: number,
  paper: { readonly width: number; readonly height: number },
  { lineHeight, columns, rows, align, labels }: SheetConfig,
): Grid {
  const room = { width: paper.width - 2 * edge, height: paper.height - 2 * edge };
  const [across, down] = [columns ?? 1, rows ?? 1];
  const rowGap = labels ? between.labelledRows : between.rows;
  const unit = Math.min(
    lineHeight / stripHeight,
    room.width / (across * width + (across - 1) * between.columns),
    heightUnit(room.height, { down, rowGap, labels }),
  );
  const print = Math.min(letters.most, letters.part * stripHeight * unit);
  const cell = {
    width: width * unit,
    height: stripHeight * unit + (labels ? print * labelLine : 0),
  };
  const gap = { x: between.columns * unit, y: rowGap * unit };
  const roomFor = fitting(room.width, cell.width, cell.width + gap.x);
  // Columns that were asked for are of one width, as a table's are; else the last one ends at the edge.
  const stretched = roomFor === 1 ? room.width + gap.x : (room.width - cell.width) / (roomFor - 1);
  const pitch = {
    x: columns === null ? stretched : (room.width + gap.x) / columns,
    y: rows === null ? cell.height + gap.y : (room.height + gap.y) / rows,
  };
  return {
    columns: columns ?? roomFor,
    rows: rows ?? fitting(room.height, cell.height, pitch.y),
    pitch,
    cell: align === 'centre' && columns !== null ? pitch.x - gap.x : cell.width,
    unit,
    letters: print,
    room: room.width,
  };
}

/** The largest unit at which so many rows have room: letters grow with it, and then no more. */
function heightUnit(
  room: number,
  { down, rowGap, labels }: { down: number; rowGap: number; labels: boolean },
): number {
  const digits = down * stripHeight + (down - 1) * rowGap;
  if (!labels) return room / digits;
  const growing = down * stripHeight * letters.part * labelLine;
  const most = down * letters.most * labelLine;
  return Math.max(room / (digits + growing), (room - most) / digits);
}

/** How many things of a size have room, so far from one to the next. */
const fitting = (room: number, size: number, pitch: number): number =>
  1 + Math.max(0, Math.floor((room - size) / pitch + 1e-9));

/** Columns that a number takes. */
const spanOf = (width: number, { unit, cell, pitch, columns }: Grid): number =>
  Math.min(columns, 1 + Math.ceil(Math.max(0, (width * unit - cell) / pitch.x - 1e-9)));

/** Where a number begins in the grid, and how many columns it takes. */
interface Place {
  readonly page: number;
  readonly row: number;
  readonly column: number;
  readonly span: number;
}

/** Row by row: a number whose columns a row has no more goes to the next one. */
function placesOf(spans: readonly number[], { columns, rows }: Grid): Place[] {
  let [row, column] = [0, 0];
  return spans.map((span) => {
    if (column + span > columns) {
      row++;
      column = 0;
    }
    const place = { page: Math.floor(row / rows), row: row % rows, column, span };
    column += span;
    return place;
  });
}

import { coloursOf, type Look } from '../config/look.js';
import type { LabelPlace, Sheet } from './sheet.js';
import { type Stroke, type Strokes, strokesOf } from './strokes.js';

/** A picture as shapes: what SVG and PDF are written from. Lengths are pixels. */
export interface VectorPage {
  readonly width: number;
  readonly height: number;
  /** Pixels an inch; null is not said. */
  readonly dpi: number | null;
  /** `#rrggbb`; paper that is null is transparent. */
  readonly ink: string;
  readonly paper: string | null;
  /** One number by itself, or those of a page of paper. */
  readonly kind: 'number' | 'sheet';
  readonly numbers: readonly PlacedNumber[];
  /** Size of the labels' letters. */
  readonly fontSize: number;
}

interface PlacedNumber {
  readonly text: string;
  /** Of the strokes' upper left corner. */
  readonly left: number;
  readonly top: number;
  readonly strokes: readonly Stroke[];
  /** Where the text is printed too. */
  readonly labelAt: LabelPlace | null;
}

/** A number by itself. */
export function numberPage(
  { width, height, strokes }: Strokes,
  look: Look,
  text: string,
): VectorPage {
  const number = { text, left: 0, top: 0, strokes, labelAt: null };
  const size = { width, height, dpi: look.dpi };
  return { kind: 'number', ...size, ...coloursOf(look), numbers: [number], fontSize: 0 };
}

/**
 * A page of a sheet, number after number: a step for each, so that others may have their turn between.
 *
 * @param page from 0
 */
export function* sheetPage(
  { width, height, dpi, look, fontSize, pages }: Sheet,
  page: number,
): Generator<void, VectorPage> {
  const numbers: PlacedNumber[] = [];
  for (const { strip, label, look: own, ...place } of pages[page] ?? []) {
    numbers.push({ text: label, ...place, strokes: strokesOf(strip, own).strokes });
    yield;
  }
  return { kind: 'sheet', width, height, dpi, ...coloursOf(look), numbers, fontSize };
}

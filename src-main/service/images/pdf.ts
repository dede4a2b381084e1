import { AppError } from '../../../src-shared/contract/errors.js';
import type { PictureNote } from '../../../src-shared/strips/picture-note.js';
import { drawPath } from './pdf-path.js';

/** A page of a PDF. Lengths and places are points (1/72 inch), from the top left; colours `#rrggbb`. */
export interface PdfPage {
  /** At most 14,400. */
  readonly width: number;
  /** At most 14,400. */
  readonly height: number;
  /** What the page is filled with; null leaves it transparent. */
  readonly paper: string | null;
  readonly paths: readonly PdfPath[];
  readonly texts: readonly PdfText[];
}

interface PdfPath {
  /** SVG path data of the absolute commands M, L, Q, C and Z; holes run the other way round. */
  readonly d: string;
  readonly fill: string;
}

/** A label, in Helvetica. */
interface PdfText {
  readonly text: string;
  /** Where it begins, its middle, or where it ends. */
  readonly x: number;
  /** Its base line. */
  readonly y: number;
  readonly size: number;
  readonly colour: string;
  readonly anchor: 'start' | 'middle' | 'end';
}

interface PdfFacts {
  readonly title: string;
  /** Who made it and how to have it again, in words: the file is not read again. */
  readonly note: PictureNote | null;
}

/** Points of a side that every reader shows: 200 inches. */
const longestSide = 14_400;

/**
 * A PDF of one page or more. It holds no date: the same pages give the same bytes.
 *
 * @throws AppError BAD_INPUT for a page with a side over 14,400 points
 */
export async function encodePdf(pages: readonly PdfPage[], facts: PdfFacts): Promise<Uint8Array> {
  pages.forEach(requireRoom);
  const [{ default: PDFDocument }, { buffer }] = await Promise.all([
    import('pdfkit'),
    import('node:stream/consumers'),
  ]);
  const document = new PDFDocument({ autoFirstPage: false, info: infoOf(facts) });
  // Left out of what is written, in which every member that can be seen is.
  Object.defineProperty(document.info, 'CreationDate', { enumerable: false });
  for (const page of pages) draw(document, page);
  document.end();
  return new Uint8Array(await buffer(document));
}

/** The date goes into the file's identifier, which must not change. */
const infoOf = ({ title, note }: PdfFacts) => ({
  Title: title,
  CreationDate: new Date(0),
  ...(note !== null && {
    Creator: `${note.program} ${note.version}`,
    Keywords: [
      `seed ${note.seed}`,
      ...(note.hand === null ? [] : [`hand ${note.hand}`]),
      `model ${note.model}`,
    ].join(', '),
  }),
});

function draw(document: PDFKit.PDFDocument, page: PdfPage): void {
  const { width, height, paper, paths, texts } = page;
  document.addPage({ size: [width, height], margin: 0 });
  if (paper !== null) document.rect(0, 0, width, height).fill(paper);
  for (const { d, fill } of paths) {
    drawPath(document, d);
    document.fill(fill);
  }
  for (const { text, x, y, size, colour, anchor } of texts) {
    const written = winAnsi(text);
    document.fillColor(colour).fontSize(size);
    const left = x - partBefore[anchor] * document.widthOfString(written);
    document.text(written, left, y, { lineBreak: false, baseline: 'alphabetic' });
  }
}

/** Part of a text that lies before its anchor. */
const partBefore = { start: 0, middle: 0.5, end: 1 } as const;

/** What Helvetica has besides Latin-1 (PDF 32000-1, annex D). */
const alsoThere = /[\x20-\x7e\xa0-\xffŒœŠšŸŽžƒˆ˜–—‘’‚“”„†‡•…‰‹›€™]/u;

/** A text in the characters of a PDF's own Helvetica: the minus sign as a dash, "?" for what it has not. */
const winAnsi = (text: string): string =>
  [...text.replaceAll('\u2212', '–')]
    .map((character) => (alsoThere.test(character) ? character : '?'))
    .join('');

function requireRoom({ width, height }: PdfPage): void {
  if (Math.max(width, height) <= longestSide) return;
  const [across, down, room] = [width, height, longestSide].map((points) =>
    Math.ceil(points).toLocaleString('en-US'),
  );
  throw new AppError(
    'BAD_INPUT',
    `The page would be ${across} × ${down} points, and a PDF has room for ${room} (200 inches) a side: choose a smaller scale or height, or an SVG.`,
    { details: { width, height } },
  );
}

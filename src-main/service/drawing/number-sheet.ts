import type { Look } from '../../../src-shared/config/look.js';
import type { PictureFormat } from '../../../src-shared/config/picture-formats.js';
import type { SheetConfig } from '../../../src-shared/config/sheet.js';
import type { NumberSheet } from '../../../src-shared/contract/drawings.js';
import { AppError } from '../../../src-shared/contract/errors.js';
import { colourIn } from '../../../src-shared/strips/colour-in.js';
import { inkPage } from '../../../src-shared/strips/ink-page.js';
import type { PictureNote } from '../../../src-shared/strips/picture-note.js';
import { layOutSheet, type Sheet } from '../../../src-shared/strips/sheet.js';
import { sheetPage, type VectorPage } from '../../../src-shared/strips/vector-page.js';
import { addLabels } from '../images/add-labels.js';
import { encodePicture, encodeVector } from '../images/encode-picture.js';
import type { WrittenNumber } from './compose-number.js';
import { requirePixels, requireStrokes } from './drawable.js';
import { inSteps } from './in-steps.js';

interface SheetRequest {
  readonly look: Look;
  readonly sheet: SheetConfig;
  readonly format: PictureFormat;
  /** From 0. */
  readonly page: number;
  readonly note: PictureNote;
  /** Called now and then; what it throws ends the drawing. */
  readonly between: () => void;
}

/**
 * Numbers on pages of paper: a PDF of all pages, in other formats one of them.
 *
 * @param written at least one
 * @throws AppError BAD_INPUT where a page would be too large or is not there, or the format can't have
 *   the look
 */
export async function numberSheet(
  written: readonly WrittenNumber[],
  { look, sheet: config, format, page, note, between }: SheetRequest,
): Promise<NumberSheet> {
  requireStrokes(look, format);
  const sheet = layOutSheet(
    written.map(({ strip, text }) => ({ strip, label: text })),
    look,
    config,
  );
  const { width, height, pages } = sheet;
  if (page >= pages.length) {
    throw new AppError(
      'BAD_INPUT',
      `There is no page ${page + 1}: the numbers fill ${pages.length}.`,
    );
  }
  return {
    file: await pageFile(sheet, { format, page, note, between }),
    width,
    height,
    pages: pages.length,
    numbers: written.map(({ text, hand }) => ({ text, hand })),
  };
}

async function pageFile(
  sheet: Sheet,
  { format, page, note, between }: Pick<SheetRequest, 'format' | 'page' | 'note' | 'between'>,
): Promise<Uint8Array> {
  if (format === 'pdf' || format === 'svg') {
    const drawn: VectorPage[] = [];
    for (const shown of format === 'pdf' ? sheet.pages.keys() : [page]) {
      drawn.push(await inSteps(sheetPage(sheet, shown), between));
    }
    return encodeVector(drawn, format, note);
  }
  requirePixels(sheet.width, sheet.height);
  const inked = await inSteps(inkPage(sheet, page), between);
  await addLabels(inked, sheet, page);
  return encodePicture(colourIn(inked, sheet.look), format, { note, dpi: sheet.dpi });
}

import type { PictureFormat } from '../../../src-shared/config/picture-formats.js';
import { pageSvg } from '../../../src-shared/strips/page-svg.js';
import type { Picture } from '../../../src-shared/strips/picture.js';
import type { PictureNote } from '../../../src-shared/strips/picture-note.js';
import { svgNote } from '../../../src-shared/strips/svg-note.js';
import type { VectorPage } from '../../../src-shared/strips/vector-page.js';
import { encodeJpeg, encodeWebp } from './canvas-picture.js';
import { encodePdf } from './pdf.js';
import { pdfPage } from './pdf-page.js';
import { encodePng, type PictureFacts } from './png.js';

/** Formats of shapes; the others are of pixels. */
type VectorFormat = Extract<PictureFormat, 'svg' | 'pdf'>;

export const isVector = (format: PictureFormat): format is VectorFormat =>
  format === 'svg' || format === 'pdf';

type PixelFormat = Exclude<PictureFormat, VectorFormat>;

/**
 * @returns plain bytes: a Buffer is not what every transport takes for them
 * @throws AppError BAD_INPUT for a picture that the format has no room for
 */
export const encodePicture = async (
  picture: Picture,
  format: PixelFormat,
  facts: PictureFacts,
): Promise<Uint8Array> => new Uint8Array(await encodePixels(picture, format, facts));

async function encodePixels(
  picture: Picture,
  format: PixelFormat,
  facts: PictureFacts,
): Promise<Uint8Array> {
  switch (format) {
    case 'png':
      return encodePng(picture, facts);
    case 'jpg':
      return encodeJpeg(picture, facts);
    case 'webp':
      return encodeWebp(picture);
    default:
      return format satisfies never;
  }
}

/** @param pages at least one; an SVG has one */
export async function encodeVector(
  pages: readonly VectorPage[],
  format: VectorFormat,
  note: PictureNote,
): Promise<Uint8Array> {
  const title = note.number ?? 'Handwritten numbers';
  if (format === 'pdf') return encodePdf(pages.map(pdfPage), { title, note });
  const [page] = pages;
  if (page === undefined) throw new RangeError('An SVG needs a page.');
  return new TextEncoder().encode(pageSvg(page, { title, metadata: svgNote(note) }));
}

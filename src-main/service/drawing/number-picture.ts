import { type Look, nameOfLook } from '../../../src-shared/config/look.js';
import type { PictureFormat } from '../../../src-shared/config/picture-formats.js';
import type { ComposedNumber } from '../../../src-shared/contract/drawings.js';
import { drawStrip } from '../../../src-shared/strips/draw-strip.js';
import { inkStrokes } from '../../../src-shared/strips/ink-strip.js';
import type { PictureNote } from '../../../src-shared/strips/picture-note.js';
import type { Box, Strip } from '../../../src-shared/strips/strip.js';
import { strokesOf } from '../../../src-shared/strips/strokes.js';
import { numberPage } from '../../../src-shared/strips/vector-page.js';
import { encodePicture, encodeVector, isVector } from '../images/encode-picture.js';
import { encodeGreyPng } from '../images/png.js';
import type { WrittenNumber } from './compose-number.js';
import { requireRoom, requireStrokes } from './drawable.js';

interface PictureRequest {
  readonly look: Look;
  readonly format: PictureFormat;
  readonly note: PictureNote;
}

/**
 * The picture of a number in a look and a format.
 *
 * @throws AppError BAD_INPUT where it would be too large, or the format can't have the look
 */
export async function numberPicture(
  written: WrittenNumber,
  request: PictureRequest,
): Promise<ComposedNumber> {
  const { strip, text, hand, parts, choice } = written;
  const { boxes, ...picture } = await drawFile(strip, request);
  const digits: ComposedNumber['digits'][number][] = [];
  const marks: ComposedNumber['marks'][number][] = [];
  for (const [character, part] of parts.entries()) {
    const place = { character, ...(boxes[character] ?? nowhere) };
    if (part.kind === 'mark') marks.push({ text: part.text, ...place });
    else {
      const { image: _, ...digit } = part.digit;
      digits.push({ ...digit, ...place });
    }
  }
  const { lookedAt, rejected, empty: drawnAgain } = choice;
  return { ...picture, text, hand, drawnAgain, lookedAt, rejected, digits, marks };
}

const nowhere: Box = { left: 0, top: 0, width: 0, height: 0 };

interface DrawnFile {
  readonly file: Uint8Array;
  readonly width: number;
  readonly height: number;
  readonly boxes: readonly Box[];
}

async function drawFile(strip: Strip, { look, format, note }: PictureRequest): Promise<DrawnFile> {
  requireStrokes(look, format);
  requireRoom(strip, look);
  if (isVector(format)) {
    const strokes = strokesOf(strip, look);
    const { width, height, boxes } = inkStrokes(strokes);
    const page = numberPage(strokes, look, note.number ?? '');
    return { file: await encodeVector([page], format, note), width, height, boxes };
  }
  const { picture, boxes } = drawStrip(strip, look);
  const { width, height } = picture;
  // The network's look in PNG is the original program's file, byte for byte: it says nothing of itself.
  const isOriginal = format === 'png' && nameOfLook(look) === 'network';
  const file = isOriginal
    ? encodeGreyPng(picture)
    : await encodePicture(picture, format, { note, dpi: look.dpi });
  return { file, width, height, boxes };
}

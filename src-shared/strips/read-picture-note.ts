import type { PictureFormat } from '../config/picture-formats.js';
import { mostNote, NoteParts, type NoteReading, noteKeywords } from './picture-note.js';
import { pngChunks, pngSignature } from './png-chunks.js';
import { pngText } from './png-text.js';
import { readSvgNote } from './svg-note.js';

/** Bytes of a file that are looked at: a note stands at its beginning. */
export const mostLookedAt = 2 ** 24;

/** What a picture's file says of it. Only PNG and SVG files carry a note that can be read. */
export function readPictureNote(file: Uint8Array): NoteReading {
  const bytes = file.subarray(0, mostLookedAt);
  switch (pictureFormat(bytes)) {
    case 'png':
      return readPngNote(bytes);
    case 'svg':
      return readSvgNote(new TextDecoder().decode(bytes));
    default:
      return { kind: 'none' };
  }
}

/** Damage anywhere but in the pixels counts: a part whose name is changed would be missed. */
function readPngNote(file: Uint8Array): NoteReading {
  const parts = new NoteParts();
  for (const chunk of pngChunks(file)) {
    if (chunk.type === 'IDAT') continue;
    const said = pngText(chunk);
    const keyword = noteKeywords.find((known) => known === said?.keyword);
    if (chunk.data.length > mostNote) {
      if (keyword !== undefined) parts.fail('it is too long');
      continue;
    }
    if (said && keyword) parts.add(keyword, said.text());
    if (!chunk.isIntact()) parts.fail(`its ${keyword ?? 'file'} is damaged`);
  }
  return parts.reading();
}

/** How the files of formats begin, in Latin-1; a WebP has its length between two words. */
const beginnings: readonly (readonly [PictureFormat, RegExp])[] = [
  ['pdf', /^%PDF-/],
  ['jpg', /^\xff\xd8\xff/],
  ['webp', /^RIFF.{4}WEBP/s],
];

/** Bytes in which an SVG's first element has begun. */
const prologue = 65_536;

/** The format of a picture by its bytes; null for one that is not written here. */
export function pictureFormat(file: Uint8Array): PictureFormat | null {
  if (pngSignature.every((byte, at) => file[at] === byte)) return 'png';
  const start = String.fromCharCode(...file.subarray(0, 16));
  const known = beginnings.find(([, beginning]) => beginning.test(start))?.[0];
  if (known !== undefined) return known;
  const text = new TextDecoder().decode(file.subarray(0, prologue)).trimStart();
  return text.startsWith('<') && text.includes('<svg') ? 'svg' : null;
}

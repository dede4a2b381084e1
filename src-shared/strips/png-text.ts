import { type PngChunk, pngChunk } from './png-chunks.js';

/** Bytes of the longest keyword. */
const longestKeyword = 79;

/** What tEXt holds: the printable characters of Latin-1. */
const isLatin = (text: string): boolean => /^[\x20-\x7e\xa0-\xff]*$/.test(text);

/**
 * A text chunk: tEXt where all characters are Latin-1, which every program reads, else iTXt
 * (https://www.w3.org/TR/png-3/#11textinfo), neither compressed.
 *
 * @param keyword 1 to 79 letters
 * @param text without NUL
 */
export function pngTextChunk(keyword: string, text: string): Uint8Array {
  if (isLatin(text)) return pngChunk('tEXt', latinBytes(`${keyword}\0${text}`));
  // Between them: not compressed, by no method, in no language, under the keyword as it is.
  return pngChunk('iTXt', new TextEncoder().encode(`${keyword}\0\0\0\0\0${text}`));
}

const latinBytes = (text: string): Uint8Array =>
  Uint8Array.from(text, (character) => character.charCodeAt(0));

/** A text as a file has it; null for one that is not read, such as a compressed one. */
export interface PngText {
  readonly keyword: string;
  readonly text: () => string | null;
}

/** What a chunk says; null for one that is no text. */
export function pngText({ type, data }: PngChunk): PngText | null {
  if (type !== 'tEXt' && type !== 'iTXt') return null;
  const end = data.subarray(0, longestKeyword + 1).indexOf(0);
  if (end < 1) return null;
  const rest = data.subarray(end + 1);
  return {
    keyword: String.fromCharCode(...data.subarray(0, end)),
    text: () => (type === 'tEXt' ? latin(rest) : international(rest)),
  };
}

/** @param data behind the keyword: two bytes, a language and a translated keyword with their ends, the text */
function international(data: Uint8Array): string | null {
  const language = data.indexOf(0, 2);
  const translated = data.indexOf(0, language + 1);
  if (data[0] !== 0 || language < 0 || translated < 0) return null;
  return new TextDecoder().decode(data.subarray(translated + 1));
}

const latin = (bytes: Uint8Array): string => new TextDecoder('latin1').decode(bytes);

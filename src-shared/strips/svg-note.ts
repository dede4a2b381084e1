import {
  mostNote,
  NoteParts,
  type NoteReading,
  noteKeywords,
  noteParts,
  type PictureNote,
} from './picture-note.js';

/** Whose element it is: a name, no address. */
const namespace = 'urn:random-handwritten-digit-generator:note';
const opening = `<note xmlns="${namespace}">`;
const closing = '</note>';

/** A note as one element, to be put between `<metadata>` and `</metadata>`. */
export function svgNote(note: PictureNote): string {
  const parts = noteParts(note).map(([keyword, text]) => element(keyword, escapeXml(text)));
  return opening + parts.join('') + closing;
}

const element = (name: string, content: string): string => `<${name}>${content}</${name}>`;

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

/** A text as it may stand in an element or in an attribute. It has no control characters. */
export const escapeXml = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => escapes[character] ?? character);

/**
 * Finds a note in an SVG's text. Only what `svgNote` writes is read, so that nothing else of XML (entities,
 * document types, instructions) means anything here. White space between the elements may have been added.
 */
export function readSvgNote(svg: string): NoteReading {
  const start = svg.indexOf(opening);
  if (start < 0) return { kind: 'none' };
  const from = start + opening.length;
  const end = svg.slice(from, from + mostNote).indexOf(closing);
  if (end < 0) return { kind: 'damaged', problem: 'it has no end' };
  const parts = new NoteParts();
  if (svg.includes(opening, from)) parts.fail('there are two of them');
  readParts(svg.slice(from, from + end), parts);
  return parts.reading();
}

/** @param note what stands in the element */
function readParts(note: string, parts: NoteParts): void {
  let rest = 0;
  for (;;) {
    const at = note.indexOf('<', rest);
    const nameEnd = note.indexOf('>', at);
    const between = note.slice(rest, at < 0 ? undefined : at);
    if (between.trim() !== '') parts.fail('there is text between its parts');
    if (at < 0) return;
    const keyword = noteKeywords.find((known) => `<${known}>` === note.slice(at, nameEnd + 1));
    const end = nameEnd < 0 ? -1 : note.indexOf('<', nameEnd);
    if (keyword === undefined || end < 0 || !note.startsWith(`</${keyword}>`, end)) {
      parts.fail('its parts are not as they must be');
      return;
    }
    parts.add(keyword, unescapeXml(note.slice(nameEnd + 1, end)));
    rest = end + keyword.length + 3;
  }
}

const meanings = new Map(
  Object.entries(escapes).map(([character, escaped]) => [escaped, character]),
);

/** Null where something is escaped that `escapeXml` does not write. */
function unescapeXml(text: string): string | null {
  let isKnown = true;
  const plain = text.replace(/&[^&;]{0,8};?/g, (escaped) => {
    const meaning = meanings.get(escaped);
    isKnown &&= meaning !== undefined;
    return meaning ?? escaped;
  });
  return isKnown ? plain : null;
}

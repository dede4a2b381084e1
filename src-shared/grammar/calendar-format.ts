import { isMark } from '../config/number-text.js';

/** What a format of a date or a time writes, one after the other. */
export type FormatPiece<Field extends string> =
  | { readonly field: Field; readonly padded: boolean; readonly letters: number }
  | { readonly mark: string };

export const isField = <Field extends string>(
  piece: FormatPiece<Field>,
): piece is Extract<FormatPiece<Field>, { field: Field }> => 'field' in piece;

/**
 * Reads a format such as `d.m.yyyy`: letters are fields, marks stand for themselves.
 *
 * @param fields by their letters, such as `dd`
 * @returns or what is wrong with it, in words
 */
export function readFormat<Field extends string>(
  format: string,
  fields: Readonly<Record<string, Field>>,
): FormatPiece<Field>[] | string {
  const known = Object.keys(fields).join(', ');
  const pieces: FormatPiece<Field>[] = [];
  for (const [text] of format.matchAll(/([a-z])\1*|./gsu)) {
    const field = fields[text];
    if (field !== undefined) {
      const [letters, padded] = [text.length, text.length > 1];
      pieces.push({ field, padded, letters });
    } else if (isMark(text)) {
      pieces.push({ mark: text });
    } else {
      return `${JSON.stringify(text)} in the format is neither one of ${known} nor a mark`;
    }
  }
  const written = pieces.filter(isField);
  if (new Set(written.map(({ field }) => field)).size < written.length) {
    return `the format ${format} writes something twice`;
  }
  const open = pieces.findIndex((piece, at) => {
    const beside = [pieces[at - 1], pieces[at + 1]];
    return isField(piece) && !piece.padded && beside.some((other) => other && isField(other));
  });
  const piece = pieces[open];
  if (piece && isField(piece)) {
    return `beside another figure, the ${piece.field} of the format ${format} needs all its digits: write two letters`;
  }
  return pieces;
}

/** The marks of a format. */
export const marksOf = (pieces: readonly FormatPiece<string>[]): string =>
  pieces.map((piece) => (isField(piece) ? '' : piece.mark)).join('');

/** A cell; null is empty. */
type Cell = string | number | null;

/**
 * A table as text, its names first, with a line end behind each row (RFC 4180, but that lines end in LF).
 * Numbers that hold commas and names that hold quotes stay one cell.
 */
export const csvTable = (names: readonly string[], rows: readonly (readonly Cell[])[]): string =>
  [names, ...rows].map((row) => `${row.map(cellText).join(',')}\n`).join('');

function cellText(cell: Cell): string {
  const text = String(cell ?? '');
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

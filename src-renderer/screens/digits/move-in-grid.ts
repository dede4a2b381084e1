interface Place {
  readonly from: number;
  readonly columns: number;
  /** Row by row; the last row may be short. */
  readonly cells: number;
}

/** Of a keyboard event. */
interface Keys {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly metaKey: boolean;
}

/** The cell that a key leads to, as in every grid of cells (ARIA), or null where it leads nowhere. */
export function moveInGrid(event: Keys, { from, columns, cells }: Place): number | null {
  if (event.altKey || event.metaKey) return null;
  const row = from - (from % columns);
  const rowEnd = Math.min(row + columns, cells) - 1;
  switch (event.ctrlKey ? `Control+${event.key}` : event.key) {
    case 'ArrowLeft':
      return Math.max(row, from - 1);
    case 'ArrowRight':
      return Math.min(rowEnd, from + 1);
    case 'ArrowUp':
      return from - columns < 0 ? from : from - columns;
    case 'ArrowDown':
      return from + columns < cells ? from + columns : from;
    case 'Home':
      return row;
    case 'End':
      return rowEnd;
    case 'Control+Home':
      return 0;
    case 'Control+End':
      return cells - 1;
    default:
      return null;
  }
}

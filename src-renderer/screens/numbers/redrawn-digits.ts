/** One digit of the series put in the place of another. */
interface Redraw {
  readonly position: number;
  readonly index: number;
}

/**
 * The digits of one number that a person had drawn again, in order, and those taken back. Each
 * belongs to a series (a model and a seed) and a length: another number begins with none.
 */
export interface RedrawnDigits {
  readonly number: string;
  readonly done: readonly Redraw[];
  /** The latest taken back is the last. */
  readonly undone: readonly Redraw[];
  /** The largest index that the number has used, in any of its states. */
  readonly highest: number;
}

export const noneRedrawn = (number: string): RedrawnDigits => ({
  number,
  done: [],
  undone: [],
  highest: -1,
});

/** Takes note of the digits that a picture of the number shows: none of them is drawn again. */
export function noteUsed(
  redrawn: RedrawnDigits,
  digits: readonly { readonly index: number }[],
): RedrawnDigits {
  const highest = Math.max(redrawn.highest, ...digits.map(({ index }) => index));
  return highest === redrawn.highest ? redrawn : { ...redrawn, highest };
}

/** Puts the next unused digit of the series in a position's place. */
export function redraw(redrawn: RedrawnDigits, position: number): RedrawnDigits {
  const index = redrawn.highest + 1;
  return {
    ...redrawn,
    done: [...redrawn.done, { position, index }],
    undone: [],
    highest: index,
  };
}

export function undo(redrawn: RedrawnDigits): RedrawnDigits {
  const last = redrawn.done.at(-1);
  if (last === undefined) return redrawn;
  return { ...redrawn, done: redrawn.done.slice(0, -1), undone: [...redrawn.undone, last] };
}

export function redo(redrawn: RedrawnDigits): RedrawnDigits {
  const next = redrawn.undone.at(-1);
  if (next === undefined) return redrawn;
  return { ...redrawn, done: [...redrawn.done, next], undone: redrawn.undone.slice(0, -1) };
}

/** What stands in the place of what: the last of each position. */
export function replacedDigits({ done }: RedrawnDigits): Redraw[] {
  const last = new Map(done.map((step) => [step.position, step]));
  return [...last.values()].sort((a, b) => a.position - b.position);
}

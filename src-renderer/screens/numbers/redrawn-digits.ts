import { mostReplaced } from '../../../src-shared/config/composing.js';

/** One digit of the series put in the place of another. */
interface Redraw {
  readonly position: number;
  readonly index: number;
}

/**
 * The digits of one number that a person had drawn again, in order, and those taken back. They
 * belong to one number of one series (a model and a seed): another begins with none.
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

/** Digits of a number that were drawn again elsewhere, in their order. */
export const redrawnBefore = (number: string, done: readonly Redraw[]): RedrawnDigits => ({
  ...noneRedrawn(number),
  done: [...done],
  highest: Math.max(-1, ...done.map(({ index }) => index)),
});

/** Takes note of the digits that a picture of the number shows: none of them is drawn again. */
export function noteUsed(
  redrawn: RedrawnDigits,
  digits: readonly { readonly index: number }[],
): RedrawnDigits {
  const highest = Math.max(redrawn.highest, ...digits.map(({ index }) => index));
  return highest === redrawn.highest ? redrawn : { ...redrawn, highest };
}

/** Puts another digit, of those that the number has not used, in a position's place. */
export function redraw(redrawn: RedrawnDigits, position: number): RedrawnDigits {
  const index = redrawn.highest + 1;
  return {
    ...redrawn,
    done: keepable([...redrawn.done, { position, index }]),
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

/**
 * What is put in the place of what, one after the other. All of them, so that taking back the last
 * gives the digits of before even where it was drawn before the one before it was seen.
 */
export const replacedDigits = ({ done }: RedrawnDigits): Redraw[] => [...done];

/** Without the first of those that a later one covers, once they are too many. */
function keepable(done: readonly Redraw[]): readonly Redraw[] {
  if (done.length <= mostReplaced) return done;
  const covered = done.findIndex(({ position }, step) =>
    done.slice(step + 1).some((later) => later.position === position),
  );
  return done.toSpliced(Math.max(0, covered), 1);
}

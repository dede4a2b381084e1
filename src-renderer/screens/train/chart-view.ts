import type { StepRange } from './loss-column.js';

/** What a chart shows, in steps: `from` and `to` are places on its axis. */
export interface View {
  readonly from: number;
  readonly to: number;
}

/** No closer than this many steps. */
export const closestView = 20;

const wholeView = (steps: number): View => ({ from: 0, to: Math.max(1, steps) });

/** What is shown of so many steps; null is all of them, also when there are more later. */
export const shownView = (view: View | null, steps: number): View => view ?? wholeView(steps);

/** A view within the steps there are; null when it shows all of them. */
export function keptView(view: View, steps: number): View | null {
  const whole = wholeView(steps);
  const width = Math.max(Math.min(closestView, whole.to), view.to - view.from);
  if (width >= whole.to - 1e-6) return null;
  const from = Math.min(Math.max(0, view.from), whole.to - width);
  return { from, to: from + width };
}

/** Nearer (factor below 1) or farther, around the middle. */
export function zoomed(view: View | null, { steps, factor }: { steps: number; factor: number }) {
  const { from, to } = shownView(view, steps);
  const middle = (from + to) / 2;
  const reach = ((to - from) / 2) * factor;
  return keptView({ from: middle - reach, to: middle + reach }, steps);
}

/** Moved by a part of its width, to the right when positive. */
export function moved(view: View | null, { steps, part }: { steps: number; part: number }) {
  const { from, to } = shownView(view, steps);
  const by = (to - from) * part;
  return keptView({ from: from + by, to: to + by }, steps);
}

/** The elements that a line needs to fill the view: one more on either side, if there is one. */
export function elementsOf(view: View, steps: number): StepRange {
  const from = Math.min(steps, Math.max(0, Math.floor(view.from) - 2));
  return { from, to: Math.max(from, Math.min(steps, Math.ceil(view.to) + 1)) };
}

import { type InkedStrip, inkStrip } from './ink-strip.js';
import type { Sheet } from './sheet.js';

type Inked = Omit<InkedStrip, 'boxes'>;

/**
 * The ink of a page's numbers, without their labels: a step for each number, so that others may have
 * their turn between.
 *
 * @param page from 0
 */
export function* inkPage({ width, height, pages }: Sheet, page: number): Generator<void, Inked> {
  const target = { width, height, alpha: new Uint8Array(width * height) };
  for (const { strip, look, left, top } of pages[page] ?? []) {
    addInk(target, inkStrip(strip, look), { left, top });
    yield;
  }
  return target;
}

/** Lays ink over ink: of each pixel the darker counts. What lies outside is cut off. */
function addInk(target: Inked, source: Inked, { left, top }: { left: number; top: number }): void {
  const rows = Math.min(source.height, target.height - top);
  const columns = Math.min(source.width, target.width - left);
  for (let row = 0; row < rows; row++) {
    const [from, to] = [row * source.width, (top + row) * target.width + left];
    for (let column = 0; column < columns; column++) {
      const ink = source.alpha[from + column] ?? 0;
      if (ink > (target.alpha[to + column] ?? 0)) target.alpha[to + column] = ink;
    }
  }
}

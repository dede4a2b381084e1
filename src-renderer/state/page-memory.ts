import type { AppState } from './app-state.svelte.js';

/** What a screen keeps as long as the page is open: who comes back finds it as it was. */
export function pageMemory<Kept extends object>(
  begin: (app: AppState) => Kept,
): (app: AppState) => Kept {
  const kept = new WeakMap<AppState, Kept>();
  return (app) => {
    const known = kept.get(app) ?? begin(app);
    kept.set(app, known);
    return known;
  };
}

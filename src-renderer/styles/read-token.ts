/** A token's present value (`readToken('--ink')`), for what is drawn on a canvas. */
export const readToken = (name: `--${string}`): string =>
  getComputedStyle(document.documentElement).getPropertyValue(name).trim();

/** A share in [0, 1] as percent: 0.7126 is 71.3%. */
export const percent = (share: number, decimals = 1): string =>
  `${(100 * share).toFixed(decimals)}%`;

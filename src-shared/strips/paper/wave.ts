/** Of a period. */
const steps = 1_024;

/** Half a period up, half down, each a parabola: what a sine looks like to the eye. */
const heights = Float64Array.from({ length: steps }, (_, step) => {
  const half = (2 * step) / steps;
  return half < 1 ? 4 * half * (1 - half) : -4 * (half - 1) * (2 - half);
});

/** A wave's height, -1 to 1. @param turn how many periods have passed */
export const wave = (turn: number): number => heights[Math.floor(turn * steps) & (steps - 1)] ?? 0;

import { formatInteger } from '../../format.js';

/** "224 × 112 pixels" */
export const sizeInPixels = ({ width, height }: { width: number; height: number }): string =>
  `${formatInteger(width)} × ${formatInteger(height)} pixels`;

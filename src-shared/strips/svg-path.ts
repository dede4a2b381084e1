import type { Point } from './fit-curves.js';
import type { Outline } from './outline.js';

/** An outline as the data of an SVG path, to a hundredth of a pixel: holes by the rule "nonzero". */
export function pathData(outline: Outline): string {
  return outline
    .map((ring) => {
      const start = ring.at(-1)?.end ?? { x: 0, y: 0 };
      const curves = ring.map(
        ({ control1, control2, end }) => `C${[control1, control2, end].map(pair).join(' ')}`,
      );
      return `M${pair(start)}${curves.join('')}Z`;
    })
    .join('');
}

const pair = ({ x, y }: Point): string => `${hundredths(x)} ${hundredths(y)}`;

const hundredths = (value: number): string => String(Math.round(value * 100) / 100);

import type { Mark } from '../config/number-text.js';
import type { Point } from './point-strokes.js';

/** What is drawn after a shape. */
export type Sign = Exclude<Mark, Point | ' '>;

/** Of a stroke's middle: x from the sign's middle to the right, y upwards, 0 to 1 in a digit. */
type Place = readonly [x: number, y: number];

/** What a pen passes, in parts of a digit's height. A smooth curve leads through more than two. */
export type Shape = readonly (readonly Place[])[];

/** Of a bracket's bow: its ends lie above the digits and below their line. */
const bow: readonly Place[] = [
  [0.13, 1.08],
  [-0.03, 0.86],
  [-0.11, 0.5],
  [-0.04, 0.13],
  [0.12, -0.12],
];

/** Cosine and sine of where a ring begins, 0.9, and of its steps, 0.65: alike on every machine. */
const begin = { x: 0.6216099682706644, y: 0.7833269096274834 };
const turn = { x: 0.7960837985490559, y: 0.6051864057360395 };

/** A ring is begun at its upper right and closed a little beyond that. */
function ring(x: number, y: number, radius: number): Place[] {
  let at = begin;
  return Array.from({ length: 11 }, () => {
    const place: Place = [x + radius * at.x, y + radius * at.y];
    at = { x: at.x * turn.x - at.y * turn.y, y: at.x * turn.y + at.y * turn.x };
    return place;
  });
}

const level = (y: number, from: number, to: number, rise = 0.02): Place[] => [
  [from, y - rise / 2],
  [to, y + rise / 2],
];

export const signShapes: Readonly<Record<Sign, Shape>> = {
  "'": [
    [
      [0.02, 1.06],
      [0, 0.93],
      [-0.04, 0.8],
    ],
  ],
  '+': [
    [
      [0.01, 0.77],
      [-0.01, 0.19],
    ],
    level(0.48, -0.29, 0.29),
  ],
  '×': [
    [
      [-0.22, 0.69],
      [0.22, 0.24],
    ],
    [
      [0.21, 0.7],
      [-0.23, 0.23],
    ],
  ],
  '=': [level(0.64, -0.26, 0.26), level(0.36, -0.26, 0.26)],
  '%': [
    ring(-0.27, 0.77, 0.17),
    [
      [0.32, 1.02],
      [-0.32, -0.02],
    ],
    ring(0.27, 0.2, 0.17),
  ],
  '#': [
    [
      [-0.09, 0.96],
      [-0.22, 0.04],
    ],
    [
      [0.28, 0.96],
      [0.15, 0.04],
    ],
    level(0.68, -0.35, 0.42),
    level(0.32, -0.4, 0.37),
  ],
  '(': [bow],
  ')': [bow.map(([x, y]) => [-x, y] as const)],
  $: [
    [
      [0.26, 0.8],
      [0.1, 0.93],
      [-0.12, 0.92],
      [-0.25, 0.77],
      [-0.18, 0.61],
      [0.02, 0.52],
      [0.22, 0.41],
      [0.27, 0.24],
      [0.14, 0.09],
      [-0.1, 0.07],
      [-0.27, 0.2],
    ],
    [
      [0.04, 1.12],
      [-0.03, -0.12],
    ],
  ],
  '€': [
    [
      [0.32, 0.84],
      [0.18, 0.98],
      [-0.02, 0.96],
      [-0.2, 0.76],
      [-0.26, 0.5],
      [-0.2, 0.22],
      [-0.01, 0.03],
      [0.18, 0.03],
      [0.32, 0.17],
    ],
    level(0.6, -0.42, 0.18, 0.03),
    level(0.39, -0.42, 0.12, 0.03),
  ],
  '£': [
    [
      [0.28, 0.82],
      [0.18, 0.97],
      [0.02, 0.97],
      [-0.09, 0.82],
      [-0.07, 0.6],
      [-0.05, 0.38],
      [-0.12, 0.14],
      [-0.28, 0.03],
      [-0.1, 0.06],
      [0.12, 0.02],
      [0.31, 0.06],
    ],
    level(0.47, -0.27, 0.15),
  ],
  '¥': [
    [
      [-0.28, 0.99],
      [0, 0.53],
    ],
    [
      [0.29, 1],
      [0, 0.53],
      [-0.01, 0],
    ],
    level(0.41, -0.24, 0.24),
    level(0.2, -0.24, 0.24),
  ],
};

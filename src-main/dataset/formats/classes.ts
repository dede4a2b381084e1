import { marks } from '../../../src-shared/config/number-text.js';

/** What detectors tell apart, in the order of their numbers. A blank has no ink and no box. */
export const classes: readonly string[] = [
  ...'0123456789',
  ...marks.filter((mark) => mark !== ' '),
];

import type { RecognisedDigit } from '../../../src-shared/contract/drawings.js';

/**
 * What a digit is: "7"; where another was asked for, "7 read as 1".
 */
export const readWords = ({ class: taken, asked }: RecognisedDigit): string =>
  asked === undefined || asked.label === taken ? `${taken}` : `${asked.label} read as ${taken}`;

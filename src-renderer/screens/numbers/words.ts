import type { ComposingConfig } from '../../../src-shared/config/composing.js';
import type { RecognisedDigit } from '../../../src-shared/contract/drawings.js';
import { formatConfidence, formatCount } from '../../format.js';

/** Digits of any number that are read out; more are only counted. */
const mostRead = 30;

interface Written {
  readonly config: Pick<ComposingConfig, 'number' | 'digits' | 'seed'>;
  readonly digits: readonly RecognisedDigit[];
}

/** What a person who does not see a number hears. */
export function numberAlt({ config, digits }: Written, model: string): string {
  const by = `drawn by ${model} with seed ${config.seed}`;
  if (config.number !== null) return `The number ${config.number} in handwriting, ${by}`;
  const read = digits.map((digit) => digit.class).join('');
  const reading = digits.length <= mostRead ? `, read as ${read}` : '';
  return `A handwritten number of ${formatCount(config.digits, 'digit')}${reading}, ${by}`;
}

/** What pressing a digit does, after what it is: "Digit 3, a 7, 98.2% sure: draw another". */
export const digitLabel = (digit: RecognisedDigit, position: number): string =>
  `Digit ${position + 1}, ${article(digit.class)} ${digit.class}, ${formatConfidence(digit.confidence)} sure: draw another`;

/** "an 8", "a 7" */
const article = (digit: number): string => (digit === 8 ? 'an' : 'a');

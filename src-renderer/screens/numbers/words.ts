import type { ComposingConfig } from '../../../src-shared/config/composing.js';
import type { ComposedNumber, RecognisedDigit } from '../../../src-shared/contract/drawings.js';
import { formatConfidence, formatCount } from '../../format.js';
import { readWords } from '../drawing/read-words.js';

/** Digits of any number that are read out; more are only counted. */
const mostRead = 30;

interface Written {
  readonly config: Pick<ComposingConfig, 'number' | 'hand' | 'seed'>;
  readonly number: Pick<ComposedNumber, 'text' | 'hand' | 'digits'>;
}

/** What a person who does not see a number hears. */
export function numberAlt({ config, number }: Written, model: string): string {
  const by = `drawn by ${model} with ${drawnWith({ config, number }).join(', ')}`;
  if (config.number !== null) return `The number ${config.number} in handwriting, ${by}`;
  return `A handwritten number of ${writtenWords({ config, number })}, ${by}`;
}

/** "4 digits", of any number with what they are: "4 digits, 0724" */
export function writtenWords({ config, number: { digits, text } }: Written): string {
  const count = formatCount(digits.length, 'digit');
  return config.number === null && digits.length <= mostRead ? `${count}, ${text}` : count;
}

/** "seed 3" and, of a model that knows hands, "hand 12" */
export function drawnWith({ config, number }: Written): string[] {
  const each = config.hand === 'each' ? ['a hand for each digit'] : [];
  return [`seed ${config.seed}`, ...(number.hand === null ? each : [`hand ${number.hand}`])];
}

/** What pressing a digit does, after what it is: "Digit 3, a 7, 98.2% sure: draw another". */
export const digitLabel = (digit: RecognisedDigit, position: number): string =>
  `Digit ${position + 1}, ${article(digit.asked?.label ?? digit.class)} ${readWords(digit)}, ${formatConfidence(digit.confidence)} sure: draw another`;

/** "an 8", "a 7" */
const article = (digit: number): string => (digit === 8 ? 'an' : 'a');

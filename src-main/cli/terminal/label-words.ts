import type { TrainingKind } from '../../../src-shared/config/training.js';
import {
  type Condition,
  inputLength,
  requestSizeOf,
} from '../../../src-shared/networks/condition.js';

/** What a model knows, in words: `0 to 9` where nothing is left out between, else `3, 8`. */
export function labelWords(labels: readonly number[]): string {
  const [first = 0] = labels;
  const isRow = labels.length > 2 && labels.every((label, i) => label === first + i);
  return isRow ? `${first} to ${labels.at(-1)}` : labels.join(', ');
}

/** @param labels what a model can be asked for; null for one that draws what comes */
export const kindOf = (labels: readonly number[] | null): TrainingKind =>
  labels === null ? 'gan' : 'conditional';

/** What the input of a conditional generator consists of. */
export function conditionWords(condition: Condition): string {
  const { noiseDim, handDim, labels } = condition;
  const { allographCount } = requestSizeOf(condition);
  const ways = allographCount === 0 ? '' : `${allographCount} for the allographs of each label, `;
  return `The generator's input has ${inputLength(condition)} numbers: a latent vector of ${noiseDim} (the first ${handDim} are the hand's), one for each of the labels ${labelWords(labels)}, ${ways}slant and stroke width.`;
}

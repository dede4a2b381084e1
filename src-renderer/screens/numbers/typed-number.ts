import { checkNumberText } from '../../../src-shared/config/number-text.js';

/** A typed or pasted text with the usual signs for what programs write as dashes and blanks. */
export const tidyNumber = (typed: string): string =>
  typed.replace(/[\u2010-\u2015\u2212]/g, '-').replace(/\s/g, ' ');

/** What is wrong with a typed number, as a sentence, or null. */
export function typedProblem(typed: string): string | null {
  const wrong = checkNumberText(tidyNumber(typed));
  return wrong === null ? null : `The number ${wrong}.`;
}

import { checkNumberText } from '../../../src-shared/config/number-text.js';

/** What is wrong with a typed number, as a sentence, or null. */
export function typedProblem(typed: string): string | null {
  const wrong = checkNumberText(typed);
  return wrong === null ? null : `The number ${wrong}.`;
}

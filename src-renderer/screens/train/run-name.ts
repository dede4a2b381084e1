import { checkRunName, plainRunName } from '../../../src-shared/config/run-name.js';

/** What is wrong with a run's name, as a sentence, or null; empty is good. */
export function nameProblem(typed: string, taken: (name: string) => boolean): string | null {
  const name = plainRunName(typed);
  if (name === '') return null;
  const problem = checkRunName(name);
  if (problem !== null) return `The name ${problem}.`;
  return taken(name) ? 'There is a run of this name already. Give another one.' : null;
}

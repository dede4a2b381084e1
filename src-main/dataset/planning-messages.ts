import type { Reply } from '../../src-shared/contract/command.js';
import type { Planner } from './planner.js';

/** What a thread that plans can be asked, each with one object. */
export type PlanningFunctions = Pick<Planner, 'preview' | 'costs' | 'write' | 'banks'>;

export interface PlanningQuestion {
  readonly name: keyof PlanningFunctions;
  readonly input: unknown;
}

export type PlanningAnswer = Reply;

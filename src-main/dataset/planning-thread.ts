import { parentPort } from 'node:worker_threads';
import { toErrorData } from '../../src-shared/contract/errors.js';
import { Planner } from './planner.js';
import type { PlanningAnswer, PlanningQuestion } from './planning-messages.js';

/** A thread that plans data sets: it answers one question after the other. */
const planner = new Planner();

parentPort?.on('message', async ({ name, input }: PlanningQuestion) => {
  const work = planner[name].bind(planner) as (input: unknown) => Promise<unknown>;
  const answer: PlanningAnswer = await work(input).then(
    (value) => ({ ok: true, value }),
    (error: unknown) => ({ ok: false, error: toErrorData(error) }),
  );
  parentPort?.postMessage(answer);
});

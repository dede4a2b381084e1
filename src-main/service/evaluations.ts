import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import type { Asker } from '../../src-shared/contract/command.js';
import type { engineCommands } from '../../src-shared/contract/engine-commands.js';
import { type ErrorData, toErrorData } from '../../src-shared/contract/errors.js';
import type { Evaluation, EvaluationProgress } from '../../src-shared/contract/evaluation.js';
import type { Searches } from './drawing/searches.js';
import type { EngineOwner } from './engine-owner.js';

type Request = Omit<z.infer<typeof engineCommands.evaluate.input>, 'search'>;

/** The evaluations under way: who asked for one hears how far it is, and can end it as a search. */
export class Evaluations {
  private readonly reports = new Map<string, (progress: EvaluationProgress) => void>();

  constructor(
    private readonly engine: Pick<EngineOwner, 'call'>,
    private readonly searches: Searches,
  ) {}

  /** @throws AppError CANCELLED once it has been ended or who asked has gone, besides what the engine throws */
  run(
    { search, asker }: { search: string | undefined; asker: Asker | undefined },
    request: Request,
  ): Promise<Evaluation> {
    const event = (_: string, progress: EvaluationProgress) =>
      ({ kind: 'evaluation', ...progress }) as const;
    return this.searches.follow({ search, asker }, event, async (report) => {
      // The engine knows each by another name: pages may choose the same.
      const name = randomUUID();
      this.reports.set(name, (progress) => report({ ...progress, search: search ?? name }));
      try {
        return await this.engine.call.evaluate({ ...request, search: name });
      } finally {
        this.reports.delete(name);
      }
    });
  }

  /** What the engine tells; an error ends the evaluation. */
  hear(progress: EvaluationProgress): ErrorData | null {
    try {
      this.reports.get(progress.search)?.(progress);
      return null;
    } catch (error) {
      return toErrorData(error);
    }
  }
}

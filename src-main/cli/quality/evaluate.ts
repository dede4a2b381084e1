import { drawSeed } from '../../service/defaults.js';
import { chooseModel } from '../choose-model.js';
import type { Cli } from '../cli.js';
import { prepareEngine } from '../prepare-engine.js';
import { openProgress } from '../terminal/progress.js';
import { withService } from '../with-service.js';
import { collapseWarning, evaluationLines, progressText } from './evaluation-text.js';

interface EvaluateOptions {
  readonly model: string | undefined;
  readonly seed: number | undefined;
  readonly count: number;
  readonly deep: boolean;
  readonly json: boolean;
}

/** Milliseconds of work that need no progress. */
const patience = 2_000;

export async function evaluateModel(cli: Cli, options: EvaluateOptions): Promise<void> {
  const { count, deep, json } = options;
  const seed = options.seed ?? drawSeed();
  const { evaluation, model, recognised } = await withService(
    cli,
    async ({ service, interrupts }) => {
      const found = await chooseModel(cli, { service, model: options.model });
      const { generatorFolder: model, recognised } = found;
      await prepareEngine(cli, interrupts.signal);
      const progress = await openProgress({ stream: cli.stderr, now: cli.now, patience });
      const forget = service.onEvaluation((state) =>
        progress.show({ done: state.share, total: 1, text: progressText(state) }),
      );
      try {
        const work = service.call['model.evaluate']({ model, seed, count, deep });
        return { model, recognised, evaluation: await interrupts.race(work) };
      } finally {
        forget();
        progress.clear();
      }
    },
  );
  if (json) {
    cli.output.json({ ...evaluation, seed, model });
    return;
  }
  cli.output.lines(evaluationLines(evaluation, { seed, learnt: recognised }));
  const warning = collapseWarning(evaluation, recognised);
  if (warning !== null) cli.output.remark(warning);
}

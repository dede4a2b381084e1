import type { TrainingEvent } from '../../../src-shared/contract/events.js';
import type { Cli } from '../cli.js';
import { openProgress } from '../terminal/progress.js';
import {
  endLines,
  epochLine,
  nothingLeftLines,
  preparationTexts,
  startLines,
  stepTexts,
} from './training-report.js';

/** Shows the events of a training. */
export interface TrainingView {
  event(event: TrainingEvent): void;
  /** Takes away what is drawn, before something else is written. */
  clear(): void;
}

/**
 * Every event as a JSON line, without pictures; a failure is told as the error that ends the command.
 */
export function jsonView({ output }: Cli): TrainingView {
  return {
    event(event) {
      if (event.kind === 'failed' || event.kind === 'preview') return;
      if (event.kind !== 'epoch') return output.json(event);
      const { digits: _pixels, ...told } = event;
      output.json(told);
    },
    clear() {},
  };
}

const warningWords = { collapse: 'Warning', images: 'Hint', beginning: 'Note' } as const;

/** A bar for the steps and a line that stays for each epoch. */
export async function terminalView(
  { output, stderr, now }: Cli,
  { maxSteps }: { maxSteps: number | undefined },
): Promise<TrainingView> {
  const progress = await openProgress({ stream: stderr, now });
  let begun: Extract<TrainingEvent, { kind: 'started' }> | null = null;
  let totalSteps = 0;
  const keep = (lines: readonly string[]) => {
    progress.clear();
    output.lines(lines);
  };
  return {
    event(event) {
      switch (event.kind) {
        case 'preparing':
          return progress.show({ done: event.share, total: 1, text: preparationTexts(event) });
        case 'started':
          begun = event;
          totalSteps = Math.min(
            event.epochs * event.stepsPerEpoch,
            maxSteps ?? Number.POSITIVE_INFINITY,
          );
          return keep(startLines(event));
        case 'step':
          return progress.show({
            done: event.step,
            total: totalSteps,
            text: stepTexts(event, { epochs: begun?.epochs ?? 0 }),
          });
        case 'epoch':
          return begun === null ? undefined : keep([epochLine(event, begun)]);
        case 'warning':
          progress.clear();
          return output.remark(`${warningWords[event.about ?? 'collapse']}: ${event.message}`);
        case 'finished':
          return keep(begun ? endLines(event) : nothingLeftLines(event));
        case 'failed':
          return progress.clear();
        case 'checkpoint':
        case 'preview':
        case 'paused':
        case 'continued':
        case 'recogniser':
          return;
        default:
          return event satisfies never;
      }
    },
    clear: () => progress.clear(),
  };
}

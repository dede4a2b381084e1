import type { DatasetProgress } from '../../dataset/progress.js';
import type { Cli } from '../cli.js';
import { formatDuration } from '../terminal/duration.js';
import { openProgress } from '../terminal/progress.js';
import { whole } from '../terminal/whole.js';

/** Work that is done sooner needs no progress, ms. */
const patience = 1_000;

interface ShownProgress {
  readonly onProgress: (progress: DatasetProgress) => void;
  readonly clear: () => void;
}

/** Shows how far the work at a data set is and how long it still takes, by what was done in this run. */
export async function showProgress({
  stderr,
  now,
}: Pick<Cli, 'stderr' | 'now'>): Promise<ShownProgress> {
  const progress = await openProgress({ stream: stderr, now, patience });
  let begin: DatasetProgress & { time: number } = {
    doing: 'check',
    done: 0,
    total: 0,
    time: now(),
  };
  return {
    clear: progress.clear,
    onProgress(state) {
      if (state.doing !== begin.doing) begin = { ...state, time: now() };
      const { done, total } = state;
      const speed = ((done - begin.done) * 1000) / (now() - begin.time);
      progress.show({ done, total, text: textOf(state, speed) });
    },
  };
}

/** @param speed strips a second; nothing is known of it at the beginning */
function textOf({ doing, done, total }: DatasetProgress, speed: number): string {
  const left = formatDuration((total - done) / speed);
  const leftWords = left === '' || speed === 0 ? '' : `, ${left} left`;
  switch (doing) {
    case 'check':
      return `Looked at ${whole(done)} of ${whole(total)} strips${leftWords}`;
    case 'make': {
      const speedWords = leftWords === '' ? '' : `, ${whole(speed)} a second`;
      return `${whole(done)} of ${whole(total)} strips${speedWords}${leftWords}`;
    }
    case 'finish':
      return `Writing what tells of all strips: ${Math.floor((100 * done) / total)}%${leftWords}`;
    default:
      return doing satisfies never;
  }
}

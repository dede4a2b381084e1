import type { Options, SingleBar } from 'cli-progress';
import type { TextStream } from '../surroundings.js';

interface ProgressState {
  readonly done: number;
  readonly total: number;
  /** What stands behind the bar; in several ways, the longest first, where a narrow terminal has less room. */
  readonly text: string | readonly string[];
}

/** How far some work is: a bar on a terminal, elsewhere a plain line now and then. */
export interface Progress {
  show(state: ProgressState): void;
  /** Takes the bar away, so that a line can be written in its place; the next `show` draws it anew. */
  clear(): void;
}

interface ProgressOptions {
  readonly stream: TextStream;
  /** Milliseconds. */
  readonly now: () => number;
  /** Milliseconds before anything is shown: short work needs no progress. */
  readonly patience?: number;
}

/** Where nothing can be drawn over, a line is written no more often than this, ms. */
const plainInterval = 10_000;
/** Widths of the bar in characters: the first that leaves room for the text. */
const barWidths = [20, 10, 5];

export async function openProgress(options: ProgressOptions): Promise<Progress> {
  const { stream, now, patience = 0 } = options;
  const begin = now();
  const progress = stream.isTTY ? await barProgress(stream) : plainProgress(stream, now);
  return {
    show(state) {
      if (now() - begin >= patience) progress.show(state);
    },
    clear: progress.clear,
  };
}

function plainProgress(stream: TextStream, now: () => number): Progress {
  let written = now();
  return {
    show({ text }) {
      if (now() - written < plainInterval) return;
      written = now();
      stream.write(`${waysOf(text)[0] ?? ''}\n`);
    },
    clear() {},
  };
}

async function barProgress(stream: TextStream): Promise<Progress> {
  const { default: cliProgress } = await import('cli-progress');
  const options: Options = {
    stream,
    format: (_, { progress }, { text }: Pick<ProgressState, 'text'>) =>
      // Some terminals say that they are 0 wide.
      barLine({ share: progress, text, columns: stream.columns || 80 }),
    clearOnComplete: true,
    // The line is cut to fit; settings that a kill would leave behind are not touched.
    linewrap: true,
    hideCursor: false,
    gracefulExit: false,
  };
  let bar: SingleBar | null = null;
  return {
    show({ done, total, text }) {
      if (bar === null) {
        bar = new cliProgress.SingleBar(options);
        bar.start(total, done, { text });
      } else {
        bar.update(done, { text });
      }
    },
    clear() {
      bar?.stop();
      bar = null;
    },
  };
}

const waysOf = (text: ProgressState['text']): readonly string[] => [text].flat();

/**
 * A bar and its text on one line: one that wraps could not be drawn over. A longer text goes before the
 * bar does, and the bar before a text is cut.
 */
export function barLine(parts: {
  share: number;
  text: ProgressState['text'];
  columns: number;
}): string {
  const { share, columns } = parts;
  const ways = waysOf(parts.text);
  const room = columns - 1;
  for (const text of ways) {
    const width = barWidths.find((length) => length + 1 + text.length <= room);
    if (width === undefined) continue;
    const full = Math.round(Math.min(1, share) * width);
    return `${'█'.repeat(full)}${'░'.repeat(width - full)} ${text}`;
  }
  return (ways.find((text) => text.length <= room) ?? ways.at(-1) ?? '').slice(0, room);
}

import { systemCode } from '../../../src-shared/contract/errors.js';
import { printable, printableJson } from '../../../src-shared/text/plain-text.js';
import { systemWords } from '../../../src-shared/text/system-words.js';
import type { Surroundings, TextStream } from '../surroundings.js';

/**
 * Results go to standard output; what accompanies them (progress, warnings) to standard error. What a
 * terminal would obey is written out: names and messages may come from anywhere.
 */
export interface Output {
  /** A line of the result. */
  line(text: string): void;
  lines(texts: readonly string[]): void;
  /** One JSON object on a line of its own. */
  json(value: object): void;
  /** A remark for the person at the terminal. */
  remark(text: string): void;
  /** Calls back once when nobody reads standard output any more (`| head`). */
  onClosed(listener: () => void): void;
  /** Whether a part of the result could not be written, such as to a file on a full disk. */
  readonly hasFailed: boolean;
}

export function createOutput({ stdout, stderr }: Pick<Surroundings, 'stdout' | 'stderr'>): Output {
  const closed = new AbortController();
  let hasFailed = false;
  const remarks = guarded(stderr, { onClosed: () => {}, onFailed: () => {} });
  const results = guarded(stdout, {
    onClosed: () => closed.abort(),
    onFailed(error) {
      if (hasFailed) return;
      hasFailed = true;
      const { reason, remedy } = systemWords(systemCode(error));
      remarks.write(`digits: standard output can't be written: ${reason}. ${remedy}\n`);
    },
  });
  const line = (text: string) => results.write(`${printable(text)}\n`);
  return {
    line,
    lines: (texts) => texts.forEach(line),
    json: (value) => results.write(`${printableJson(JSON.stringify(value))}\n`),
    remark: (text) => remarks.write(`${printable(text)}\n`),
    onClosed: (listener) =>
      closed.signal.addEventListener('abort', () => listener(), { once: true }),
    get hasFailed() {
      return hasFailed;
    },
  };
}

/** A pipe or a connection that nobody reads any more, and a terminal that has closed. */
const closedPipe = new Set(['EPIPE', 'ECONNRESET', 'ERR_STREAM_DESTROYED']);
const closedTerminal = new Set(['EIO', 'ENXIO']);

interface Guard {
  /** Nobody reads any more. */
  onClosed(): void;
  /** What was written here could not be, for another reason. */
  onFailed(error: Error): void;
}

/**
 * A closed pipe is an ordinary end of a reader, not a failure: what follows is dropped. So it is of a
 * terminal that has closed, which says by a signal whether the work is to end, and of a full disk, which
 * is told. The guard stays to the end of the process, for the error may come after the last write.
 */
function guarded(stream: TextStream, { onClosed, onFailed }: Guard) {
  let open = true;
  stream.on('error', (error: Error) => {
    const code = systemCode(error);
    if (code === null) throw error;
    open = false;
    if (closedPipe.has(code)) onClosed();
  });
  const answered = (error?: Error | null) => {
    const code = error ? systemCode(error) : null;
    if (!error || code === null || closedPipe.has(code) || closedTerminal.has(code)) return;
    onFailed(error);
  };
  return {
    write(text: string) {
      if (open) stream.write(text, answered);
    },
  };
}

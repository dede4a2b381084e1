import { systemCode } from '../../../src-shared/contract/errors.js';
import type { Surroundings, TextStream } from '../surroundings.js';

/** Results go to standard output; what accompanies them (progress, warnings) to standard error. */
export interface Output {
  /** A line of the result. */
  line(text: string): void;
  /** One JSON object on a line of its own. */
  json(value: object): void;
  /** A remark for the person at the terminal. */
  remark(text: string): void;
  /** Calls back once when nobody reads standard output any more (`| head`). */
  onClosed(listener: () => void): void;
}

export function createOutput({ stdout, stderr }: Pick<Surroundings, 'stdout' | 'stderr'>): Output {
  const closed = new AbortController();
  const results = guarded(stdout, () => closed.abort());
  const remarks = guarded(stderr, () => {});
  return {
    line: (text) => results.write(`${text}\n`),
    json: (value) => results.write(`${JSON.stringify(value)}\n`),
    remark: (text) => remarks.write(`${text}\n`),
    onClosed: (listener) =>
      closed.signal.addEventListener('abort', () => listener(), { once: true }),
  };
}

/**
 * A closed pipe is an ordinary end of a reader, not a failure: what follows is dropped. The guard
 * stays to the end of the process, for EPIPE may come after the last write.
 */
function guarded(stream: TextStream, onClosed: () => void) {
  let open = true;
  const failed = (error: Error) => {
    if (systemCode(error) !== 'EPIPE') throw error;
    open = false;
    onClosed();
  };
  stream.on('error', failed);
  return {
    write(text: string) {
      if (open) stream.write(text);
    },
  };
}

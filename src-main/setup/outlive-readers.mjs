import { closeSync } from 'node:fs';
import process from 'node:process';
import { isatty } from 'node:tty';

/**
 * What can't be written to standard output or error any more, to a pipe that nobody reads (EPIPE) or a
 * terminal that has closed (EIO), is dropped: no work ends for it.
 */
export function outliveReaders() {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
  const terminals = [0, 1, 2].filter((stream) => isatty(stream));
  // Node puts a terminal back as it was, and aborts when it can't because that has closed.
  process.on('exit', () => {
    for (const terminal of terminals) if (!isatty(terminal)) close(terminal);
  });
}

/** @param {number} terminal a file descriptor */
function close(terminal) {
  try {
    closeSync(terminal);
  } catch {
    // It is closed already.
  }
}

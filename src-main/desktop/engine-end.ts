import { constants } from 'node:os';

/** How a process is ended that does not end by itself. */
const fatal = [
  'SIGILL',
  'SIGTRAP',
  'SIGABRT',
  'SIGBUS',
  'SIGFPE',
  'SIGKILL',
  'SIGSEGV',
  'SIGTERM',
] as const;

/**
 * Electron hands on what the system says of a process that has ended: on Linux and macOS the signal's number, with
 * 128 where its memory was dumped, or the exit code times 256; the exit code itself where it said that before.
 */
export function signalOrCode(
  status: number,
  platform: NodeJS.Platform = process.platform,
): { code: number | null; signal: string | null } {
  if (platform === 'win32') return { code: status, signal: null };
  const signal = status < 256 && fatal.find((name) => constants.signals[name] === (status & 127));
  if (signal) return { code: null, signal };
  return { code: status >= 256 ? status >> 8 : status, signal: null };
}

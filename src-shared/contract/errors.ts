import { printableMessage } from '../text/plain-text.js';
import { systemWords } from '../text/system-words.js';

/** What can go wrong, as codes that programs read. The message is for a person. */
export type ErrorCode =
  | 'BAD_INPUT' // an option or a field out of its bounds
  | 'NOT_FOUND' // a folder, file or run that is not there
  | 'INVALID_MODEL' // a model folder that is broken, half written or of another shape
  | 'INVALID_DATA' // a data set that is not IDX, or not the one the run was trained on
  | 'INVALID_RUN' // a run folder that cannot be read or resumed
  | 'FOLDER_NOT_EMPTY'
  | 'LOCKED' // another process is writing this run
  | 'NO_SPACE'
  | 'NOT_WRITABLE'
  | 'ENGINE_UNAVAILABLE' // no native engine, and the work was not forced
  | 'ENGINE_DIED'
  | 'CONNECTION_LOST' // between a page and its server; the page connects again by itself
  | 'DIVERGED' // a loss became NaN or infinite
  | 'CANCELLED' // a search for digits that a person ended
  | 'UNSUPPORTED' // a format that is recognised but not read
  | 'INTERNAL';

/** Plain values that survive every transport. */
export type ErrorDetails = Readonly<Record<string, string | number | boolean | null>>;

/** An error as it crosses a transport: data, never a class. */
export interface ErrorData {
  readonly code: ErrorCode;
  /** One paragraph: what happened, with which input, what to do. */
  readonly message: string;
  readonly details: ErrorDetails;
}

/**
 * The one error class of the program. Everything else that is thrown is a defect: INTERNAL. The message
 * may repeat what came from elsewhere: it is made fit to be shown here, for every shell.
 */
export class AppError extends Error {
  override readonly name = 'AppError';
  readonly code: ErrorCode;
  readonly details: ErrorDetails;

  constructor(
    code: ErrorCode,
    message: string,
    { details = {}, cause }: { details?: ErrorDetails; cause?: unknown } = {},
  ) {
    super(printableMessage(message), { cause });
    this.code = code;
    this.details = details;
  }
}

export function toErrorData(error: unknown): ErrorData {
  if (error instanceof AppError) {
    return { code: error.code, message: error.message, details: error.details };
  }
  const stack = error instanceof Error ? (error.stack ?? null) : null;
  return { code: 'INTERNAL', message: printableMessage(reasonOf(error)), details: { stack } };
}

/** The reason of any error in words that follow a colon, never the system's own. */
export function reasonOf(error: unknown): string {
  const code = error instanceof AppError ? null : systemCode(error);
  if (!isSystems(code)) return messageOf(error).replace(/\.$/, '');
  const { reason } = systemWords(code);
  const path = error instanceof Error && 'path' in error ? error.path : undefined;
  return typeof path === 'string' ? `${path}: ${reason}` : reason;
}

/** Errno has names like ENOENT; Node's own refusals have ERR_FS_…, and others that are defects. */
const isSystems = (code: string | null): boolean =>
  code !== null && /^(?:E[A-Z0-9]+|ERR_FS_.*)$/.test(code);

/** An error as pages are told it: where in the program it came from is no page's business. */
export function withoutTrace({ details, ...error }: ErrorData): ErrorData {
  const { stack: _, ...rest } = details;
  return { ...error, details: rest };
}

export function fromErrorData({ code, message, details }: ErrorData): AppError {
  return new AppError(code, message, { details });
}

export const messageOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error);

/** The system's code of a failed file operation (ENOENT, ENOSPC, …), or null. */
export function systemCode(error: unknown): string | null {
  return error instanceof Error && 'code' in error && typeof error.code === 'string'
    ? error.code
    : null;
}

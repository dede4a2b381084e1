import { CommanderError } from 'commander';
import {
  AppError,
  type ErrorData,
  type ErrorDetails,
  messageOf,
  toErrorData,
} from '../../src-shared/contract/errors.js';
import { pointedLines } from '../../src-shared/grammar/places.js';
import { exitCodes, Interrupted } from './cli.js';
import type { Output } from './terminal/output.js';

export interface ReportOptions {
  readonly output: Output;
  readonly json: boolean;
  /** With stack traces. */
  readonly verbose: boolean;
  /** The command whose help to point at after wrong usage, such as `digits train`. */
  readonly command: string;
}

/** The one place where errors become words and exit codes. */
export function reportError(error: unknown, options: ReportOptions): number {
  const { output, json, verbose } = options;
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return exitCodes.good;
    // A command without its subcommand: its help has been shown already.
    if (error.code === 'commander.help') return exitCodes.wrongUsage;
  }
  if (error instanceof Interrupted) {
    output.remark(`digits: ${error.message}`);
    return error.exitCode;
  }
  const data = errorData(error, options.command);
  const wrongUsage = data.code === 'BAD_INPUT';
  // A trace is no part of the data that programs read, and none of what a person should.
  const { stack: thrownElsewhere, ...details } = data.details;
  if (json) {
    output.json({ error: { ...data, details } });
  } else {
    const advice = wrongUsage ? ` See ${options.command} --help.` : '';
    output.remark(`digits: ${data.message}${advice}`);
    grammarPlace(details).forEach(output.remark);
  }
  if (verbose) traces(error, thrownElsewhere).forEach(output.remark);
  return wrongUsage ? exitCodes.wrongUsage : exitCodes.failed;
}

/** The line of a grammar with what is wrong pointed at. */
function grammarPlace({ grammar, at }: ErrorDetails): string[] {
  if (typeof grammar !== 'string' || typeof at !== 'number') return [];
  return pointedLines({ line: grammar, at }).map((line) => `  ${line}`);
}

function errorData(error: unknown, command: string): ErrorData {
  if (error instanceof CommanderError) {
    const hint = command === 'digits compose' ? numberHint(error) : '';
    return toErrorData(new AppError('BAD_INPUT', `${usageSentence(error.message)}${hint}`));
  }
  const data = toErrorData(error);
  if (data.code !== 'INTERNAL') return data;
  const message = `Something went wrong that should not: ${data.message.replace(/\.?$/, '.')} This is a defect of the program; --verbose shows where.`;
  return { ...data, message };
}

/** "error: unknown option '--epoch'\n(Did you mean --epochs?)" as sentences. */
function usageSentence(message: string): string {
  const [what = '', ...hints] = message.replace(/^error: /, '').split('\n');
  const sentence = `${what.charAt(0).toUpperCase()}${what.slice(1)}`;
  const hint = hints.map((line) => ` ${line.replace(/^\(|\)$/g, '')}`).join('');
  return `${sentence.replace(/\.?$/, '.')}${hint}`;
}

/** Of what was taken for an option and is a number, such as -1,5, and of a number in several words. */
function numberHint({ code, message }: CommanderError): string {
  if (code === 'commander.excessArguments') {
    return ' A number with blanks stands in quotes: digits compose "12 345.60".';
  }
  return code === 'commander.unknownOption' && /'-[^-a-z]/i.test(message)
    ? ' A number that begins with a minus sign stands behind --number.'
    : '';
}

function traces(error: unknown, thrownElsewhere: unknown): string[] {
  const parts = [error instanceof Error ? (error.stack ?? error.message) : messageOf(error)];
  if (typeof thrownElsewhere === 'string') parts.push(`Where it was thrown: ${thrownElsewhere}`);
  let cause = error instanceof AppError ? error.cause : undefined;
  while (cause instanceof Error) {
    parts.push(`Cause: ${cause.stack ?? cause.message}`);
    cause = cause.cause;
  }
  return parts.flatMap((part) => part.split('\n'));
}

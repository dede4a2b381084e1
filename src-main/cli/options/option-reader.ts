import type { Command } from 'commander';
import { AppError } from '../../../src-shared/contract/errors.js';

/**
 * A command's parsed options with their types looked at: commander gives them as `any`. A value of
 * another type is a defect of the option's declaration.
 */
export interface OptionReader {
  number(name: string): number | undefined;
  text(name: string): string | undefined;
  flag(name: string): boolean;
  /** A value that its option's parser made; the caller looks at its type. */
  value(name: string): unknown;
}

/** @throws AppError BAD_INPUT for an option or an argument that was given and is empty */
export function readOptions(command: Command): OptionReader {
  const values: Readonly<Record<string, unknown>> = command.opts();
  requireFilled(command, values);
  const wrongType = (name: string) =>
    new TypeError(`The option ${name} holds ${JSON.stringify(values[name])}.`);
  return {
    number(name) {
      const value = values[name];
      if (value === undefined || typeof value === 'number') return value;
      throw wrongType(name);
    },
    text(name) {
      const value = values[name];
      if (value === undefined || typeof value === 'string') return value;
      throw wrongType(name);
    },
    flag: (name) => values[name] === true,
    value: (name) => values[name],
  };
}

/** What an empty one was to say is not to be guessed. */
function requireFilled(command: Command, values: Readonly<Record<string, unknown>>): void {
  const options = command.options.map((option) => ({
    called: option.long ?? option.flags,
    value: values[option.attributeName()],
  }));
  const given = command.registeredArguments.map((argument, place) => ({
    called: `The argument <${argument.name()}>`,
    value: command.args[place],
  }));
  const empty = [...options, ...given].find(({ value }) => [value].flat().some(isBlank));
  if (empty === undefined) return;
  throw new AppError(
    'BAD_INPUT',
    `${empty.called} is empty, as a variable is that was never set: give it a value.`,
    { details: { option: empty.called, value: '' } },
  );
}

const isBlank = (value: unknown): boolean => typeof value === 'string' && value.trim() === '';

import type { Command } from 'commander';

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

export function readOptions(command: Command): OptionReader {
  const values: Readonly<Record<string, unknown>> = command.opts();
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

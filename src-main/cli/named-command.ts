import type { Command } from 'commander';
import { AppError } from '../../src-shared/contract/errors.js';
import { didYouMean } from '../../src-shared/text/nearest-word.js';

/** The command that arguments begin with, and what follows its name. */
interface NamedCommand {
  readonly command: Command;
  readonly rest: readonly string[];
}

/** The command that arguments name, or of a command and its subcommand the last. */
export function namedCommand(program: Command, args: readonly string[]): NamedCommand {
  let command = program;
  let rest = args;
  for (;;) {
    // What stands before a name are options without a value, --verbose and --help.
    const at = rest.findIndex((argument) => !argument.startsWith('-'));
    const next = command.commands.find((each) => each.name() === rest[at]);
    if (next === undefined) return { command, rest };
    command = next;
    rest = rest.slice(at + 1);
  }
}

/** A command as a person would type it, such as `digits runs delete`. */
export const commandWords = (command: Command): string =>
  command.parent === null ? command.name() : `${commandWords(command.parent)} ${command.name()}`;

/** Those of a command that help tells of. */
export const visibleCommands = (command: Command): Command[] =>
  command.createHelp().visibleCommands(command);

/** @throws AppError BAD_INPUT for a name that no command has, with the one that was meant */
export function requireKnownCommand(program: Command, args: readonly string[]): void {
  const { command, rest } = namedCommand(program, args);
  // Behind an option stands its value: both are for the subcommand whose name is left out.
  const word = rest.find((argument) => argument !== '--verbose');
  if (word === undefined || word.startsWith('-') || command.commands.length === 0) return;
  if (isArgument(command, word)) return;
  throw unknownCommand(command, word);
}

/** Whether a word is for the subcommand whose name can be left out, such as a grammar. */
function isArgument(command: Command, word: string): boolean {
  if (command.parent !== null && !/^[a-z][a-z-]+$/i.test(word)) return true;
  return command.commands.some(({ registeredArguments }) =>
    registeredArguments.some(({ argChoices = [] }) => argChoices.includes(word)),
  );
}

/** @param command whose subcommand was meant */
function unknownCommand(command: Command, word: string): AppError {
  const names = visibleCommands(command).map((each) => each.name());
  const isTop = command.parent === null;
  const what = isTop
    ? `Unknown command '${word}'.`
    : `'${commandWords(command)}' has no command '${word}'.`;
  const near = didYouMean(word, names);
  const all = near === '' && !isTop ? ` It has ${names.join(', ')}.` : near;
  return new AppError('BAD_INPUT', `${what}${all}`, { details: { value: word } });
}

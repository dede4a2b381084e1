import type { Command } from 'commander';
import { namedCommand, requireKnownCommand } from '../named-command.js';
import { examples } from '../options/examples.js';

/** `digits help`, `digits help runs delete`: what `--help` shows. */
export function addHelpCommand(program: Command): void {
  program
    .command('help')
    .description('Shows what a command does, and its options.')
    .argument('[command...]', 'the command, and its subcommand')
    .addHelpText(
      'after',
      examples(
        ['digits help compose', 'the same as digits compose --help'],
        ['digits help runs export', 'about a command of a command'],
      ),
    )
    .action((names: readonly string[]) => {
      requireKnownCommand(program, names);
      namedCommand(program, names).command.outputHelp();
    });
}

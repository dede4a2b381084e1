import type { Command } from 'commander';
import type { Cli } from '../cli.js';
import { examples } from '../options/examples.js';
import { jsonOption } from '../options/limits.js';
import { readOptions } from '../options/option-reader.js';

export function addInspectCommand(program: Command, cli: Cli): void {
  const command = program
    .command('inspect')
    .description('Says what a saved picture of a number is, and the command that writes it again.')
    .argument('<file>', 'a PNG or an SVG')
    .addOption(jsonOption('print one JSON object'))
    .addHelpText(
      'after',
      examples(
        ['digits inspect number.png', 'its number, seed, hand and model'],
        ['digits inspect number.svg --json | jq .seed', 'its seed, for a script'],
      ),
    )
    .action(async (file: string) => {
      const options = readOptions(command);
      const { inspectPicture, noteLines } = await import('../files/inspect-picture.js');
      const picture = await inspectPicture(file);
      if (options.flag('json')) cli.output.json(picture.note);
      else cli.output.lines(noteLines(picture));
    });
}

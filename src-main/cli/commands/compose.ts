import type { Command } from 'commander';
import { composingFields } from '../../../src-shared/config/composing.js';
import { mostOnSheet } from '../../../src-shared/config/sheet.js';
import { AppError } from '../../../src-shared/contract/errors.js';
import type { Cli } from '../cli.js';
import { examples } from '../options/examples.js';
import { fieldOption } from '../options/field-option.js';
import { addHandOptions } from '../options/hand-options.js';
import { addLayoutOptions, readLayout } from '../options/layout-options.js';
import { jsonOption, modelOption } from '../options/limits.js';
import { addLookOptions, readLook } from '../options/look-options.js';
import { type OptionReader, readOptions } from '../options/option-reader.js';
import { addOutputOptions, type PictureOutput, readOutput } from '../options/output-options.js';
import { patternOption } from '../options/pattern-option.js';
import { addSheetOptions, readSheet } from '../options/sheet-options.js';
import { addNumberOptions, readWantedNumbers } from '../options/wanted-numbers.js';

export function addComposeCommand(program: Command, cli: Cli): void {
  const command = program
    .command('compose')
    .description(
      'Writes numbers by hand, those you want or any: as pictures in any size and colour, as drawings, on pages.',
    );
  addNumberOptions(command.optionsGroup('Numbers:'));
  command.optionsGroup('Handwriting:').addOption(modelOption());
  addHandOptions(command, "that of the number's own seed").addOption(
    fieldOption(composingFields.seed),
  );
  addLayoutOptions(command);
  addLookOptions(command.optionsGroup('Look:'));
  addSheetOptions(command.optionsGroup('Pages:'));
  addOutputOptions(command.optionsGroup('Output:'))
    .addOption(patternOption())
    .addOption(jsonOption('print one JSON object a number, or one for all pages'))
    .optionsGroup('')
    .addHelpText('after', help)
    .action(async (argument: string | undefined) => {
      const options = readOptions(command);
      const sheet = await readSheet(options);
      const output = readOutput(options, sheet === null ? 'png' : 'pdf');
      const look = await readLook(options, { format: output.format, isSheet: sheet !== null });
      const { requireStrokes } = await import('../../service/drawing/drawable.js');
      requireStrokes(look, output.format);
      const pattern = readPattern(options, { output, isSheet: sheet !== null });
      const wanted = await readWantedNumbers(options, argument, cli);
      requireRoom(wanted.length, { output, isSheet: sheet !== null });
      const { numberConfigs } = await import('../files/number-configs.js');
      const configs = numberConfigs(wanted, {
        layout: readLayout(options),
        seed: options.number('seed'),
      });
      const { format, destinationOf, folder } = output;
      const asked = { configs, look, format, model: options.text('model') };
      const json = options.flag('json');
      if (sheet !== null) {
        const { composeSheet } = await import('../files/compose-sheet.js');
        const destination = destinationOf(`numbers.${format}`);
        return composeSheet(cli, { ...asked, sheet, destination, json });
      }
      const { numberNames } = await import('../files/number-names.js');
      const nameOf = numberNames({ configs, pattern, format });
      const { composeNumber, composeSeries } = await import('../files/compose.js');
      const pictures = { ...asked, nameOf, destinationOf, json };
      return folder === null || configs.length === 1
        ? composeNumber(cli, pictures)
        : composeSeries(cli, { ...pictures, folder });
    });
}

interface Use {
  readonly output: PictureOutput;
  readonly isSheet: boolean;
}

/** @throws AppError BAD_INPUT for a pattern where no files are named by it */
function readPattern(options: OptionReader, { output, isSheet }: Use): string | null {
  const pattern = options.text('pattern');
  if (pattern === undefined) return null;
  if (isSheet) throw wrongUsage('--pattern names a file for each number, --sheet has one for all.');
  if (output.isFile) throw wrongUsage('--out names the file, and --pattern too: choose one.');
  return pattern;
}

/** @throws AppError BAD_INPUT where so many numbers have no place */
function requireRoom(count: number, { output, isSheet }: Use): void {
  const many = count.toLocaleString('en-US');
  if (isSheet && count > mostOnSheet) {
    const most = mostOnSheet.toLocaleString('en-US');
    throw wrongUsage(`These are ${many} numbers, and --sheet takes at most ${most} at once.`);
  }
  if (isSheet || count === 1 || output.folder !== null) return;
  throw wrongUsage(
    `These are ${many} numbers, each in a file: add --out-dir for a folder of them, or --sheet a4 for pages.`,
  );
}

const wrongUsage = (message: string): AppError => new AppError('BAD_INPUT', message);

const help = `
A number may begin with a minus sign (digits compose -5); one with marks behind it, which could be
an option, stands behind --number or -- (digits compose -- -1,5).
Without --look, a PNG is as the network drew it, white on black and 28 pixels high; --height,
--line-width, --shear and another --scale than 1 have its strokes drawn smooth, unless --no-smooth
is said. Several numbers have seeds that follow one another, and their folder gets a table,
numbers.csv.
${examples(
  ['digits compose 48213', 'this number'],
  ['digits compose "12/05 17:30"', 'a date and a time'],
  ['digits compose --number "-19.99 €"', 'a price'],
  ['digits compose 48213 --look ink --out number.svg', 'dark strokes to print, at any size'],
  ['digits compose 48213 --ink navy --paper white --height 200', 'blue on white, 200 pixels high'],
  ['digits compose 48213 --hand 5 --slant 1.5', 'in the hand 5, leaning to the right'],
  ['digits compose 48213 --count 10 --out-dir ten', 'ten ways to write it'],
  [
    'digits compose --list a.txt --out-dir a --pattern {index}',
    'a file for each line, and a table',
  ],
  ['digits compose --list prices.txt --sheet a4 --labels', 'pages of a list, as numbers.pdf'],
  ['digits compose --digits 3 --count 60 --sheet letter', 'sixty numbers of 3 digits'],
  ['seq 1 100 | digits compose --list - --sheet a4 --columns 10', 'what another program prints'],
  ['digits compose --digits 7 --legibility off', 'whatever the generator draws'],
  ['digits compose --like "{amount}" --count 20 --sheet a4', 'amounts, by digits grammar'],
  ['digits compose --model evening --digits 4 --seed 11', 'the same number each time'],
  ['digits compose 1234 --thousands-spacing off --max-spacing 2', 'digits close together'],
  ['digits compose 480 --min-spacing -3 --max-spacing 0', 'digits that touch'],
  ['digits compose 1234567 --grouping indian', '12 34 567'],
  ['digits compose --digits 1-15 --out-dir examples', 'fifteen numbers, of 1 to 15 digits'],
)}`;

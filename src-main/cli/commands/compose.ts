import type { Command } from 'commander';
import { composingDefaults, composingFields } from '../../../src-shared/config/composing.js';
import { meansFolder } from '../../../src-shared/config/output-endings.js';
import { AppError } from '../../../src-shared/contract/errors.js';
import type { Cli } from '../cli.js';
import { checkedFolder, fileDestination } from '../files/destination.js';
import { digitsOption, isDigitRange } from '../options/digit-range.js';
import { examples } from '../options/examples.js';
import { fieldOption } from '../options/field-option.js';
import { addHandOptions, readHand } from '../options/hand-options.js';
import { jsonOption, modelOption } from '../options/limits.js';
import { numberOption } from '../options/number-option.js';
import { type OptionReader, readOptions } from '../options/option-reader.js';

/** Says that there is no thousands spacing; commander would take a null for a missing value. */
const off = 'off';

const usual = (value: number | null): { default: string } => ({ default: `default ${value}` });

export function addComposeCommand(program: Command, cli: Cli): void {
  const { legibility, thousandsSpacing, minSpacing, maxSpacing, inkThreshold, seed } =
    composingFields;
  const command = program
    .command('compose')
    .description(
      'Writes a number by hand, the one you want or any: digits side by side, white on black.',
    )
    .addOption(modelOption())
    .addOption(numberOption())
    .addOption(digitsOption())
    .addOption(fieldOption(legibility, { ...usual(composingDefaults.legibility), word: off }))
    .addOption(
      fieldOption(thousandsSpacing, {
        ...usual(composingDefaults.thousandsSpacing),
        word: off,
      }),
    )
    .addOption(fieldOption(minSpacing, usual(composingDefaults.minSpacing)))
    .addOption(fieldOption(maxSpacing, usual(composingDefaults.maxSpacing)))
    .addOption(fieldOption(inkThreshold, usual(composingDefaults.inkThreshold)));
  addHandOptions(command, "that of the number's own seed")
    .addOption(fieldOption(seed))
    .option(
      '--out <file>',
      'the PNG file, or with a / behind it the folder for one (default generated_number_{number}.png, generated_number_with_{n}_digits.png, numbered where that is taken)',
    )
    .option('--out-dir <dir>', 'the folder for files of those names')
    .addOption(jsonOption('print one JSON object a number'))
    .addHelpText(
      'after',
      examples(
        ['digits compose --number 48213', 'this number'],
        ['digits compose --number "12/05 17:30"', 'a date and a time'],
        ['digits compose --number 48213 --hand 5', 'the same in the hand 5'],
        ['digits compose --number 48213 --slant 1.5', 'leaning to the right'],
        ['digits compose --digits 7', 'any number of 7 digits'],
        ['digits compose --digits 7 --legibility off', 'whatever the generator draws'],
        ['digits compose --model evening --digits 4 --seed 11', 'the same number each time'],
        ['digits compose --thousands-spacing off --max-spacing 2', 'digits close together'],
        ['digits compose --digits 1-15 --out-dir examples', 'fifteen numbers, of 1 to 15 digits'],
      ),
    )
    .action(async () => {
      const options = readOptions(command);
      const number = options.text('number');
      const range = options.value('digits');
      if (number !== undefined && range !== undefined) {
        throw new AppError(
          'BAD_INPUT',
          '--number is the number to write, --digits the length of any number: choose one.',
        );
      }
      const { first, last } = isDigitRange(range)
        ? range
        : { first: composingDefaults.digits, last: composingDefaults.digits };
      const [out, outDir] = [options.text('out'), options.text('outDir')];
      if (out !== undefined && outDir !== undefined) {
        throw new AppError('BAD_INPUT', '--out names a file and --out-dir a folder: choose one.');
      }
      const target = outDir === undefined ? out : asFolder(outDir);
      if (first !== last && !(target && meansFolder(target))) {
        throw new AppError(
          'BAD_INPUT',
          `--digits ${first}-${last} writes several files: add --out-dir.`,
        );
      }
      const destinationOf = fileDestination(target, 'png');
      const { composeNumbers } = await import('../files/compose.js');
      await composeNumbers(cli, {
        range: { first, last },
        layout: { ...readLayout(options), number: number ?? null },
        model: options.text('model'),
        seed: options.number('seed'),
        destinationOf,
        json: options.flag('json'),
      });
    });
}

const asFolder = (path: string): string =>
  `${checkedFolder('--out-dir', path, 'a folder of PNG pictures')}/`;

function readLayout(options: OptionReader) {
  const orOff = (name: 'legibility' | 'thousandsSpacing') =>
    options.value(name) === off ? null : (options.number(name) ?? composingDefaults[name]);
  return {
    legibility: orOff('legibility'),
    thousandsSpacing: orOff('thousandsSpacing'),
    minSpacing: options.number('minSpacing') ?? composingDefaults.minSpacing,
    maxSpacing: options.number('maxSpacing') ?? composingDefaults.maxSpacing,
    inkThreshold: options.number('inkThreshold') ?? composingDefaults.inkThreshold,
    ...readHand(options),
  };
}

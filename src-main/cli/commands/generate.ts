import type { Command } from 'commander';
import { seedField } from '../../../src-shared/config/fields.js';
import { gridFields } from '../../../src-shared/config/grid.js';
import { formatNamed, meansFolder } from '../../../src-shared/config/output-endings.js';
import { AppError } from '../../../src-shared/contract/errors.js';
import type { Cli } from '../cli.js';
import { checkedFolder, type Destination, fileDestination } from '../files/destination.js';
import type { DigitFormat } from '../files/write-digits.js';
import { classesOption, readClasses } from '../options/classes-option.js';
import { examples } from '../options/examples.js';
import { fieldOption } from '../options/field-option.js';
import { addHandOptions, readHand } from '../options/hand-options.js';
import { digitCount, jsonOption, modelOption } from '../options/limits.js';
import { readOptions } from '../options/option-reader.js';

const formats = ['png', 'idx', 'npy'] as const satisfies readonly DigitFormat[];

const defaultOut: Readonly<Record<DigitFormat, string>> = {
  png: 'digits',
  idx: 'digits-idx3-ubyte',
  npy: 'digits.npy',
};

export function addGenerateCommand(program: Command, cli: Cli): void {
  const command = program
    .command('generate')
    .description('Draws digits with a trained generator: a picture of a grid, or single digits.')
    .addOption(modelOption())
    .addOption(fieldOption(gridFields.rows, { default: 'default 4' }))
    .addOption(
      fieldOption(gridFields.columns, {
        default:
          'default 4; of a conditional model, one for each class, so that each row is a hand',
      }),
    )
    .addOption(fieldOption(digitCount))
    .addOption(
      fieldOption(
        {
          kind: 'choice',
          flag: '--format',
          label: 'Format',
          help: "of single digits: a folder of PNG files, MNIST's idx3-ubyte, or a NumPy array",
          choices: formats,
        },
        { default: 'default what the name of --out says, else png' },
      ),
    )
    .option(
      '--labels',
      'of a conditional model: write what single digits are beside them (idx1-ubyte, a NumPy array, or labels.csv in the folder, which names the hands too)',
    )
    .addOption(classesOption());
  addHandOptions(command, 'a new one after each round of the classes, from the seed on')
    .addOption(fieldOption(seedField))
    .option(
      '--out <path>',
      `file, or folder for png; with a / behind it the folder for a file (default grid.png; with --count ${Object.values(defaultOut).join(', ')}; numbered where that is taken)`,
    )
    .addOption(jsonOption('print one JSON object'))
    .addHelpText(
      'after',
      examples(
        ['digits generate', 'a picture by the model that comes with the program, as grid.png'],
        ['digits generate --model evening --rows 8 --columns 12', 'a larger picture'],
        ['digits generate --count 10000 --format npy', 'uint8 [10000, 28, 28] as digits.npy'],
        ['digits generate --count 100 --seed 7 --out hundred', '100 PNG files, the same each time'],
        ['digits generate --classes 3,8 --hand 5', 'threes and eights in one hand'],
        ['digits generate --count 60000 --format idx --labels', 'a labelled set, as MNIST has it'],
      ),
    )
    .action(async () => {
      const options = readOptions(command);
      const { generateDigits, generateGrid } = await import('../files/generate.js');
      const count = options.number('count');
      const [rows, columns] = [options.number('rows'), options.number('columns')];
      const format = formats.find((name) => name === options.text('format'));
      const labels = options.flag('labels');
      const out = options.text('out');
      const common = {
        model: options.text('model'),
        seed: options.number('seed'),
        classes: readClasses(options.value('classes')),
        hand: readHand(options),
        json: options.flag('json'),
      };
      if (count === undefined) {
        if (format !== undefined) throw wrongUsage('--format is for single digits: add --count.');
        if (labels) throw wrongUsage('--labels is for single digits: add --count.');
        const destination = fileDestination(out, 'png')('grid.png');
        return generateGrid(cli, { ...common, destination, rows: rows ?? 4, columns });
      }
      if (rows !== undefined || columns !== undefined) {
        throw wrongUsage(
          '--count writes single digits, --rows and --columns a picture: choose one.',
        );
      }
      const kind = format ?? formatOf(out);
      const destination = digitsDestination(out, kind);
      return generateDigits(cli, { ...common, destination, count, format: kind, labels });
    });
}

/** What the name of the output says: a file that ends in .npy is no folder of pictures. */
function formatOf(out: string | undefined): DigitFormat {
  const named = out === undefined || meansFolder(out) ? null : formatNamed(out);
  return formats.find((format) => format === named) ?? 'png';
}

/** @throws AppError BAD_INPUT when the name says another format */
function digitsDestination(out: string | undefined, format: DigitFormat): Destination {
  if (format !== 'png') return fileDestination(out, format)(defaultOut[format]);
  if (out === undefined) return { path: defaultOut.png, isGiven: false };
  const written = 'a folder of PNG pictures (--format npy or idx writes one file)';
  return { path: checkedFolder('--out', out, written), isGiven: true };
}

const wrongUsage = (message: string): AppError => new AppError('BAD_INPUT', message);

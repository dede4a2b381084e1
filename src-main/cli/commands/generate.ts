import type { Command } from 'commander';
import { seedField } from '../../../src-shared/config/fields.js';
import { AppError } from '../../../src-shared/contract/errors.js';
import type { Cli } from '../cli.js';
import type { DigitFormat } from '../files/write-digits.js';
import { examples } from '../options/examples.js';
import { fieldOption } from '../options/field-option.js';
import { digitCount, gridColumns, gridRows, jsonOption, modelOption } from '../options/limits.js';
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
    .addOption(fieldOption(gridRows, { default: 'default 4' }))
    .addOption(fieldOption(gridColumns, { default: 'default 4' }))
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
        { default: 'default png' },
      ),
    )
    .addOption(fieldOption(seedField))
    .option(
      '--out <path>',
      `file, or folder for png (default grid.png; with --count ${Object.values(defaultOut).join(', ')})`,
    )
    .addOption(jsonOption('print one JSON object'))
    .addHelpText(
      'after',
      examples(
        ['digits generate', '16 digits of the model that comes with the program, as grid.png'],
        ['digits generate --model evening --rows 8 --columns 12', 'a larger picture'],
        ['digits generate --count 10000 --format npy', 'uint8 [10000, 28, 28] as digits.npy'],
        ['digits generate --count 100 --seed 7 --out hundred', '100 PNG files, the same each time'],
      ),
    )
    .action(async () => {
      const options = readOptions(command);
      const { generateDigits, generateGrid } = await import('../files/generate.js');
      const count = options.number('count');
      const [rows, columns] = [options.number('rows'), options.number('columns')];
      const format = formats.find((name) => name === options.text('format'));
      const common = {
        model: options.text('model'),
        seed: options.number('seed'),
        json: options.flag('json'),
      };
      if (count === undefined) {
        if (format !== undefined) throw wrongUsage('--format is for single digits: add --count.');
        const out = options.text('out') ?? 'grid.png';
        return generateGrid(cli, { ...common, out, rows: rows ?? 4, columns: columns ?? 4 });
      }
      if (rows !== undefined || columns !== undefined) {
        throw wrongUsage(
          '--count writes single digits, --rows and --columns a picture: choose one.',
        );
      }
      const kind = format ?? 'png';
      const out = options.text('out') ?? defaultOut[kind];
      return generateDigits(cli, { ...common, out, count, format: kind });
    });
}

const wrongUsage = (message: string): AppError => new AppError('BAD_INPUT', message);

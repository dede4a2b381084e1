import { type Command, Option } from 'commander';
import { seedField } from '../../../src-shared/config/fields.js';
import { trainingFields } from '../../../src-shared/config/training.js';
import type { ClassifierName } from '../../../src-shared/networks/architecture.js';
import type { Cli } from '../cli.js';
import { checkedFolder } from '../files/destination.js';
import { examples } from '../options/examples.js';
import { fieldOption } from '../options/field-option.js';
import { jsonOption, limitImages } from '../options/limits.js';
import { type OptionReader, readOptions } from '../options/option-reader.js';

const usualEpochs = 12;

export function addTrainRecogniserCommand(program: Command, cli: Cli): void {
  const command = program
    .command('train-recogniser')
    .description('Trains the network that reads digits. Ctrl-C ends it and nothing is written.')
    .addOption(
      new Option(
        '--judge',
        'train the judge instead, on the other half of the training images',
      ).conflicts('secondReader'),
    )
    .option('--second-reader', 'train the second reader of banks instead, on that other half too')
    .addOption(fieldOption(trainingFields.epochs, { default: `default ${usualEpochs}` }))
    .addOption(fieldOption(seedField))
    .addOption(fieldOption(limitImages))
    .option(
      '--out <dir>',
      'folder to write, new or empty (default recogniser, judge or second-reader)',
    )
    .addOption(jsonOption('print every step and the result as JSON lines'))
    .addHelpText(
      'after',
      examples(
        ['digits train-recogniser', 'the recogniser, into the folder recogniser'],
        ['digits train-recogniser --judge --seed 2 --out other', 'the judge, repeatably'],
      ),
    )
    .action(async () => {
      const options = readOptions(command);
      const { trainRecogniser } = await import('../training/train-recogniser.js');
      const architecture = architectureOf(options);
      await trainRecogniser(cli, {
        architecture,
        out: checkedFolder('--out', options.text('out') ?? architecture, 'a folder'),
        epochs: options.number('epochs') ?? usualEpochs,
        seed: options.number('seed'),
        limitImages: options.number('limitImages'),
        json: options.flag('json'),
      });
    });
}

function architectureOf(options: OptionReader): ClassifierName {
  if (options.flag('judge')) return 'judge';
  return options.flag('secondReader') ? 'second-reader' : 'recogniser';
}

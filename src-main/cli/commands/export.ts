import type { Command } from 'commander';
import {
  type ModelFormat,
  modelFormatField,
  modelFormats,
} from '../../../src-shared/config/model-formats.js';
import { formatNamed, meansFolder } from '../../../src-shared/config/output-endings.js';
import type { Cli } from '../cli.js';
import { checkedFolder, type Destination, fileDestination } from '../files/destination.js';
import { examples } from '../options/examples.js';
import { fieldOption } from '../options/field-option.js';
import { jsonOption } from '../options/limits.js';
import { readOptions } from '../options/option-reader.js';

export function addExportCommand(program: Command, cli: Cli): void {
  const command = program
    .command('export')
    .description('Writes a trained generator as a file for Keras, onnxruntime or TensorFlow.js.')
    .argument(
      '[model]',
      'a run folder, a generator folder, the name of a run, NAME/best for its best epoch, or latest (default the model that comes with the program)',
    )
    .addOption(
      fieldOption(modelFormatField, { default: 'default what the name of --out says, else keras' }),
    )
    .option('--discriminator', 'the discriminator too, beside it, where the run keeps one')
    .option(
      '--out <path>',
      'the file, or for tfjs the folder; with a / behind it the folder for a file (default generator.keras, generator.onnx, generator-tfjs; numbered where that is taken)',
    )
    .addOption(jsonOption('print one JSON object'))
    .addHelpText(
      'after',
      examples(
        ['digits export evening', 'its generator as generator.keras'],
        [
          'digits export evening --discriminator --out keras/',
          'both networks, as Keras saves them',
        ],
        ['digits export evening/best --out best.onnx', 'that of its best epoch, for onnxruntime'],
        ['digits export --format tfjs --out web', 'model.json and weights.bin in the folder web'],
      ),
    )
    .action(async (model: string | undefined) => {
      const options = readOptions(command);
      const out = options.text('out');
      const given = modelFormats.find((each) => each === options.text('format'));
      const format = given ?? formatOf(out);
      const { exportModel } = await import('../files/export-model.js');
      return exportModel(cli, {
        model,
        format,
        destination: destinationOf(out, format),
        discriminator: options.flag('discriminator'),
        json: options.flag('json'),
      });
    });
}

function formatOf(out: string | undefined): ModelFormat {
  const named = out === undefined || meansFolder(out) ? null : formatNamed(out);
  return named === 'onnx' ? 'onnx' : 'keras';
}

/** @throws AppError BAD_INPUT when the name says another format */
function destinationOf(out: string | undefined, format: ModelFormat): Destination {
  if (format !== 'tfjs') return fileDestination(out, format)(`generator.${format}`);
  if (out === undefined) return { path: 'generator-tfjs', isGiven: false };
  return { path: checkedFolder('--out', out, 'a folder with model.json in it'), isGiven: true };
}

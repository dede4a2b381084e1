import { type Command, Option } from 'commander';
import {
  defaultRecipe,
  recipes,
  type TrainingKind,
  trainingFields,
  trainingKinds,
} from '../../../src-shared/config/training.js';
import type { NetworkTables } from '../../../src-shared/contract/drawings.js';
import type { LayerTable } from '../../../src-shared/networks/layer-table.js';
import type { Cli } from '../cli.js';
import { examples } from '../options/examples.js';
import { fieldOption } from '../options/field-option.js';
import { jsonOption } from '../options/limits.js';
import { readOptions } from '../options/option-reader.js';
import { isPreset, presetOption } from '../options/preset-option.js';
import { conditionWords } from '../terminal/label-words.js';

const { noiseDim: usualNoiseDim } = recipes[defaultRecipe];

export function addDescribeCommand(program: Command, cli: Cli): void {
  const command = program
    .command('describe')
    .description("Prints both networks' layers, output shapes and parameters.")
    .addOption(presetOption('default the one that digits train takes').conflicts('model'))
    .addOption(
      fieldOption(trainingFields.noiseDim, { default: `default ${usualNoiseDim}` }).conflicts(
        'model',
      ),
    )
    .addOption(
      fieldOption(
        { ...trainingFields.kind, help: 'what the networks are trained for' },
        { default: 'default gan' },
      ).conflicts('model'),
    )
    .addOption(
      new Option(
        '--model <model>',
        'the networks of a run, or of what Keras or TensorFlow.js saved',
      ),
    )
    .addOption(jsonOption('print one JSON object'))
    .addHelpText(
      'after',
      examples(
        ['digits describe --preset classic', "the networks of TensorFlow's DCGAN guide, wider"],
        ['digits describe --preset compact --noise-dim 16', 'with a shorter latent vector'],
        ['digits describe --preset compact --kind conditional', 'with what labels and hands need'],
        ['digits describe --model evening', 'what a run has trained'],
      ),
    )
    .action(async () => {
      const options = readOptions(command);
      const tables = await findTables(cli, {
        model: options.text('model'),
        preset: options.value('preset'),
        noiseDim: options.number('noiseDim') ?? usualNoiseDim,
        kind: trainingKinds.find((kind) => kind === options.text('kind')) ?? 'gan',
      });
      const { preset, condition, generator, discriminator } = tables;
      if (options.flag('json')) {
        cli.output.json({
          preset,
          condition,
          generator: tableData(generator),
          discriminator: discriminator && tableData(discriminator),
        });
        return;
      }
      const { layerTableLines } = await import('../terminal/layer-table-text.js');
      cli.output.lines([
        ...(preset === null ? [] : [`Preset: ${preset}`, '']),
        ...layerTableLines('generator', generator),
        ...(condition ? ['', conditionWords(condition)] : []),
        ...(discriminator ? ['', ...layerTableLines('discriminator', discriminator)] : []),
      ]);
    });
}

interface Wanted {
  readonly model: string | undefined;
  readonly preset: unknown;
  readonly noiseDim: number;
  readonly kind: TrainingKind;
}

/** A preset's tables follow from its name; a model's are read by the service. */
async function findTables(cli: Cli, { model, preset, ...size }: Wanted): Promise<NetworkTables> {
  if (model === undefined) {
    const { describePreset } = await import('../../service/describe-networks.js');
    const { ownPreset } = await import('../../service/defaults.js');
    return describePreset({ preset: isPreset(preset) ? preset : ownPreset(), ...size });
  }
  const { referenceOf } = await import('../options/run-word.js');
  const { withService } = await import('../with-service.js');
  const reference = await referenceOf(model);
  return withService(cli, ({ service, interrupts }) =>
    interrupts.race(service.call['networks.describe']({ model: reference })),
  );
}

/** Without the weights' names, which belong to the files and not to a description. */
const tableData = ({ layers, ...totals }: LayerTable) => ({
  layers: layers.map(({ weights: _, ...layer }) => layer),
  ...totals,
});

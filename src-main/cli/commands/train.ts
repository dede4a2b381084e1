import type { Command } from 'commander';
import {
  defaultRecipe,
  recipeNames,
  type TrainingConfig,
} from '../../../src-shared/config/training.js';
import type { Cli } from '../cli.js';
import { examples } from '../options/examples.js';
import { fieldOption } from '../options/field-option.js';
import { forceOption, jsonOption, limitImages, maxSteps } from '../options/limits.js';
import { nameOption } from '../options/name-option.js';
import { readOptions } from '../options/option-reader.js';
import { presetOption } from '../options/preset-option.js';
import { progressGridOption } from '../options/progress-grid.js';
import { addTrainingOptions } from '../options/training-options.js';

const groups = {
  usual: 'Usual:',
  recipe: 'Recipe:',
  data: 'Data:',
  output: 'Output:',
} as const;

/** Where help shows the option of a training's field. */
function groupOf(field: keyof TrainingConfig): string {
  switch (field) {
    case 'kind':
    case 'epochs':
    case 'seed':
      return groups.usual;
    case 'transpose':
    case 'invert':
      return groups.data;
    default:
      return groups.recipe;
  }
}

export function addTrainCommand(program: Command, cli: Cli): void {
  const command = program
    .command('train')
    .description('Trains a generator and a discriminator. Ctrl-C saves and stops.')
    .optionsGroup(groups.usual)
    .addOption(presetOption('default compact, with a GPU classic'))
    .optionsGroup(groups.recipe)
    .addOption(
      fieldOption(
        {
          kind: 'choice',
          flag: '--recipe',
          label: 'Recipe',
          help: 'how the networks are trained: what the options of a recipe are otherwise',
          choices: recipeNames,
        },
        { default: `default ${defaultRecipe}` },
      ),
    );
  addTrainingOptions(command, groupOf)
    .optionsGroup(groups.recipe)
    .option(
      '--config <file>',
      'read training fields from JSON, a run.json included; options win over it',
    )
    .optionsGroup(groups.data)
    .option(
      '--data <path>',
      "a folder with another data set in IDX form, 28x28 grey, or its images' file (default MNIST)",
    )
    .option(
      '--from <model>',
      "begin with another model's networks: a run, a .keras file or a folder of the Python program; its sizes are kept",
    )
    .addOption(fieldOption(limitImages))
    .optionsGroup(groups.usual)
    .addOption(nameOption())
    .addOption(fieldOption(maxSteps))
    .addOption(forceOption())
    .optionsGroup(groups.output)
    .option(
      '--out <dir>',
      'the run folder itself, new or empty (default one in the data directory)',
    )
    .addOption(progressGridOption())
    .addOption(jsonOption('print every event as a JSON line'))
    .optionsGroup('')
    .addHelpText(
      'after',
      examples(
        ['digits train', 'the preset that suits this machine'],
        ['digits train --preset balanced --epochs 30 --name evening', 'larger networks, a name'],
        ['digits train --kind gan', 'on images alone: a model that draws what comes'],
        [
          'digits train --from generator.keras',
          'train on what Keras saved, discriminator included',
        ],
        ['digits train --recipe original --batch-size 128', "the DCGAN guide's recipe, changed"],
        [
          'digits train --config runs/first/run.json --out runs/second',
          'as another run was trained',
        ],
      ),
    )
    .action(async () => {
      const { trainingRequest } = await import('../options/training-request.js');
      const { followTraining } = await import('../training/follow-training.js');
      const { prepareEngine } = await import('../prepare-engine.js');
      const { withService } = await import('../with-service.js');
      const request = await trainingRequest(command);
      const json = readOptions(command).flag('json');
      const code = await withService(cli, async ({ service, interrupts }) => {
        await prepareEngine(cli, interrupts.signal);
        const begin = () => service.call['training.start'](request);
        return followTraining(cli, {
          service,
          interrupts,
          json,
          begin,
          maxSteps: request.maxSteps,
        });
      });
      cli.finish(code);
    });
}

import type { Command } from 'commander';
import { defaultRecipe, recipeNames } from '../../../src-shared/config/training.js';
import type { Cli } from '../cli.js';
import { examples } from '../options/examples.js';
import { fieldOption } from '../options/field-option.js';
import { forceOption, jsonOption, limitImages, maxSteps } from '../options/limits.js';
import { nameOption } from '../options/name-option.js';
import { readOptions } from '../options/option-reader.js';
import { presetOption } from '../options/preset-option.js';
import { progressGridOption } from '../options/progress-grid.js';
import { addTrainingOptions } from '../options/training-options.js';

export function addTrainCommand(program: Command, cli: Cli): void {
  const command = program
    .command('train')
    .description('Trains a generator and a discriminator. Ctrl-C saves and stops.')
    .addOption(presetOption('default compact, with a GPU classic'))
    .addOption(
      fieldOption(
        {
          kind: 'choice',
          flag: '--recipe',
          label: 'Recipe',
          help: 'how the networks are trained: the defaults of the options below',
          choices: recipeNames,
        },
        { default: `default ${defaultRecipe}` },
      ),
    );
  addTrainingOptions(command)
    .option(
      '--config <file>',
      'read training fields from JSON, a run.json included; options win over it',
    )
    .option(
      '--data <path>',
      "a folder with another data set in IDX form, 28x28 grey, or its images' file (default MNIST)",
    )
    .addOption(fieldOption(limitImages))
    .addOption(fieldOption(maxSteps))
    .addOption(progressGridOption())
    .addOption(nameOption())
    .option(
      '--out <dir>',
      'the run folder itself, new or empty (default one in the data directory)',
    )
    .addOption(forceOption())
    .addOption(jsonOption('print every event as a JSON line'))
    .addHelpText(
      'after',
      examples(
        ['digits train', 'the preset that suits this machine'],
        ['digits train --preset balanced --epochs 30 --name evening', 'larger networks, a name'],
        ['digits train --kind gan', 'on images alone: a model that draws what comes'],
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

import type { Command } from 'commander';
import { trainingFields } from '../../../src-shared/config/training.js';
import type { Cli } from '../cli.js';
import { examples } from '../options/examples.js';
import { fieldOption } from '../options/field-option.js';
import { forceOption, jsonOption, maxSteps } from '../options/limits.js';
import { readOptions } from '../options/option-reader.js';

export function addResumeCommand(program: Command, cli: Cli): void {
  const command = program
    .command('resume')
    .description('Goes on with a training from its last whole checkpoint.')
    .argument('<run>', 'a run folder, or the name of a run (see digits runs)')
    .addOption(
      fieldOption(
        { ...trainingFields.epochs, help: 'train up to this many epochs in all' },
        { default: "default the run's own" },
      ),
    )
    .addOption(
      fieldOption(trainingFields.guidance, { default: "from here on; default the run's own" }),
    )
    .addOption(fieldOption(maxSteps))
    .option('--data <path>', "where the run's own images are now, for a run from elsewhere")
    .addOption(forceOption())
    .addOption(jsonOption('print every event as a JSON line'))
    .addHelpText(
      'after',
      examples(
        ['digits resume evening', 'go on where it was stopped'],
        ['digits resume evening --epochs 40', 'train a finished run on'],
        ['digits resume evening --epochs 40 --guidance 10', 'and let the recogniser say more'],
        ['digits resume ./runs/first', 'a run made with --out'],
      ),
    )
    .action(async (run: string) => {
      const { followTraining } = await import('../training/follow-training.js');
      const { prepareEngine } = await import('../prepare-engine.js');
      const { withService } = await import('../with-service.js');
      const options = readOptions(command);
      const [epochs, steps] = [options.number('epochs'), options.number('maxSteps')];
      const guidance = options.number('guidance');
      const data = options.text('data');
      const { referenceOf } = await import('../options/run-word.js');
      const request = {
        run: await referenceOf(run),
        ...(epochs === undefined ? {} : { epochs }),
        ...(guidance === undefined ? {} : { guidance }),
        ...(steps === undefined ? {} : { maxSteps: steps }),
        ...(data === undefined ? {} : { dataPath: data }),
        ...(options.flag('force') ? { force: true } : {}),
      };
      const code = await withService(cli, async ({ service, interrupts }) => {
        await prepareEngine(cli, interrupts.signal);
        const begin = () => service.call['training.resume'](request);
        return followTraining(cli, {
          service,
          interrupts,
          begin,
          json: options.flag('json'),
          maxSteps: steps,
        });
      });
      cli.finish(code);
    });
}

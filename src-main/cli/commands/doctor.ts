import type { Command } from 'commander';
import { type Cli, exitCodes } from '../cli.js';
import { examples } from '../options/examples.js';
import { jsonOption } from '../options/limits.js';
import { readOptions } from '../options/option-reader.js';

export function addDoctorCommand(program: Command, cli: Cli): void {
  const command = program
    .command('doctor')
    .description('Says what this machine computes with, and what would make it faster.')
    .addOption(jsonOption('print one JSON object'))
    .addHelpText(
      'after',
      examples(
        ['digits doctor', 'exit code 0 when training can run natively'],
        ['digits doctor --json | jq .engine.device', 'cpu or gpu, for a script'],
      ),
    )
    .action(async () => {
      const { diagnosisLines } = await import('../diagnosis.js');
      const { withService } = await import('../with-service.js');
      const diagnosis = await withService(cli, ({ service, interrupts }) =>
        interrupts.race(service.call['engine.diagnose']({})),
      );
      if (readOptions(command).flag('json')) cli.output.json(diagnosis);
      else cli.output.lines(diagnosisLines(diagnosis));
      cli.finish(diagnosis.canTrain ? exitCodes.good : exitCodes.failed);
    });
}

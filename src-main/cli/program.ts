import { Command } from 'commander';
import { appVersion } from '../files/app-version.js';
import type { Cli } from './cli.js';
import { addBankCommand } from './commands/bank.js';
import { addCompletionCommands } from './commands/completion.js';
import { addComposeCommand } from './commands/compose.js';
import { addDatasetCommand } from './commands/dataset.js';
import { addDescribeCommand } from './commands/describe.js';
import { addDoctorCommand } from './commands/doctor.js';
import { addEngineCommand } from './commands/engine.js';
import { addEvaluateCommand } from './commands/evaluate.js';
import { addExportCommand } from './commands/export.js';
import { addGenerateCommand } from './commands/generate.js';
import { addGrammarCommand } from './commands/grammar.js';
import { addHelpCommand } from './commands/help.js';
import { addInspectCommand } from './commands/inspect.js';
import { addResumeCommand } from './commands/resume.js';
import { addRunsCommand } from './commands/runs.js';
import { addServeCommand } from './commands/serve.js';
import { addTrainCommand } from './commands/train.js';
import { addTrainRecogniserCommand } from './commands/train-recogniser.js';
import { examples } from './options/examples.js';

/** The commands and their help. Parsing throws CommanderError; nothing here ends the process. */
export function buildProgram(cli: Cli): Command {
  const program = new Command('digits')
    .description(
      'Trains a DCGAN on the handwritten digits of MNIST and writes digits and numbers with it.',
    )
    .version(appVersion(), '-V, --version', 'print the version')
    .option('--verbose', 'with an error, show where in the program it happened')
    .helpOption('-h, --help', 'show this help')
    .helpCommand(false)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => cli.output.lines(text.trimEnd().split('\n')),
      writeErr: (text) => text.trimEnd().split('\n').forEach(cli.output.remark),
      // Errors are said in one place, by reportError.
      outputError: () => {},
      getOutHelpWidth: () => helpWidth(cli.stdout.columns),
      getErrHelpWidth: () => helpWidth(cli.stderr.columns),
    })
    // What can be chosen stands in the help texts themselves, with its bounds and defaults.
    .configureHelp({
      showGlobalOptions: true,
      optionDescription: ({ description }) => description,
      argumentDescription: ({ description }) => description,
    });

  addTrainCommand(program, cli);
  addResumeCommand(program, cli);
  addGenerateCommand(program, cli);
  addComposeCommand(program, cli);
  addGrammarCommand(program, cli);
  addInspectCommand(program, cli);
  addDatasetCommand(program, cli);
  addEvaluateCommand(program, cli);
  addBankCommand(program, cli);
  addRunsCommand(program, cli);
  addExportCommand(program, cli);
  addServeCommand(program, cli);
  addDescribeCommand(program, cli);
  addTrainRecogniserCommand(program, cli);
  addDoctorCommand(program, cli);
  addEngineCommand(program, cli);
  addHelpCommand(program);
  addCompletionCommands(program, cli);

  return program.addHelpText(
    'after',
    examples(
      ['digits train', 'train on MNIST; Ctrl-C saves and stops'],
      ['digits generate --out grid.png', 'a picture of many digits'],
      ['digits compose --digits 7', 'a handwritten number of 7 digits'],
      ['digits resume NAME', 'go on with a training that was stopped'],
      ['digits serve --open', 'all of it in a browser'],
      ['digits help train', 'everything about one command'],
    ),
  );
}

const helpWidth = (columns: number | undefined): number => Math.min(columns || 100, 120);

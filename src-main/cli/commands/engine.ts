import type { Command } from 'commander';
import type { Cli } from '../cli.js';
import { examples } from '../options/examples.js';
import { readOptions } from '../options/option-reader.js';

const actions = [
  ['install', 'Puts the native TensorFlow in place, unless it is there.'],
  ['remove', 'Deletes it, for all checkouts.'],
  ['path', 'Prints where it is.'],
] as const;

export function addEngineCommand(program: Command, cli: Cli): void {
  const engine = program
    .command('engine')
    .description('Installs or removes the native engine, or says where it is.')
    .helpCommand(false)
    .addHelpText(
      'after',
      examples(
        ['digits engine install', 'what the first training would do by itself'],
        ['DIGITS_ENGINE=cpu digits engine install', 'without CUDA'],
        ['digits engine remove', 'gives back its disk space'],
      ),
    );
  for (const [name, description] of actions) {
    const command = engine
      .command(name)
      .description(description)
      .option('--quiet', 'say nothing but errors')
      .action(async () => {
        const { runEngineProgram } = await import('../../setup/engine-program.mjs');
        const quiet = readOptions(command).flag('quiet') ? ['--quiet'] : [];
        cli.finish(await runEngineProgram([name, ...quiet], cli.signals));
      });
  }
}

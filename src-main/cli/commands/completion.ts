import { Argument, type Command } from 'commander';
import { printable } from '../../../src-shared/text/plain-text.js';
import type { Cli } from '../cli.js';
import { shells } from '../completion/scripts.js';
import { examples } from '../options/examples.js';

/** `digits completion`, and what its scripts ask at each Tab. */
export function addCompletionCommands(program: Command, cli: Cli): void {
  program
    .command('completion')
    .description('Prints what makes Tab complete commands, options and the names of runs.')
    .addArgument(new Argument('<shell>', 'bash, zsh or fish').choices(shells))
    .addHelpText(
      'after',
      examples(
        ['eval "$(digits completion bash)"', 'in ~/.bashrc'],
        ['eval "$(digits completion zsh)"', 'in ~/.zshrc, behind compinit'],
        ['digits completion fish | source', 'in ~/.config/fish/config.fish'],
      ),
    )
    .action(async (word: string) => {
      const { completionScript } = await import('../completion/scripts.js');
      const shell = shells.find((each) => each === word) ?? 'bash';
      cli.output.lines(completionScript(shell).split('\n'));
    });

  program
    .command('complete', { hidden: true })
    .argument('[word...]')
    .action(async (words: readonly string[]) => {
      const { complete } = await import('../completion/complete.js');
      const { knownNames } = await import('../completion/known-names.js');
      const { candidates, files } = complete(program, words, knownNames);
      const lines = candidates.map(({ word, about }) => `${printable(word)}\t${about}`);
      // With tabs, which belong to what the shell reads.
      cli.stdout.write(
        [...lines, ...(files ? [':files'] : [])].map((line) => `${line}\n`).join(''),
      );
    });
}

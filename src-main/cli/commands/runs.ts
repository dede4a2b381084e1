import type { Command } from 'commander';
import type { Cli } from '../cli.js';
import { examples } from '../options/examples.js';
import { jsonOption } from '../options/limits.js';
import { readOptions } from '../options/option-reader.js';

export function addRunsCommand(program: Command, cli: Cli): void {
  const runs = program
    .command('runs')
    .description('Lists, shows, renames, exports and deletes the runs of the data directory.')
    .helpCommand(false)
    .addHelpText(
      'after',
      examples(
        ['digits runs', 'names, how far each is, where it lies'],
        ['digits runs --json | jq -r .folder', 'the folders, for a script'],
        ['digits runs show evening', 'its settings, and what each epoch came to'],
        ['digits runs rename evening best-so-far', 'its folder too'],
        ['digits runs export evening --out evening.zip', 'all of it, for another machine'],
        ['digits runs delete evening', 'to the bin, where it can be had back'],
      ),
    );
  addList(runs, cli);
  addShow(runs, cli);
  addRename(runs, cli);
  addExport(runs, cli);
  addDelete(runs, cli);
}

/** What is meant where no other command stands: its name can be left out. */
function addList(runs: Command, cli: Cli): void {
  const command = runs
    .command('list', { isDefault: true })
    .description('Lists them, the latest first; the word list can be left out.')
    .addOption(jsonOption('print one JSON object a run'))
    .action(async () => {
      const { withService } = await import('../with-service.js');
      const { kindOfRun, runTable } = await import('../runs/run-table.js');
      const all = await withService(cli, ({ service }) => service.call['runs.list']({}));
      const own = all.filter(({ place }) => place !== 'shipped');
      if (readOptions(command).flag('json')) {
        for (const run of own) cli.output.json({ ...run, kind: kindOfRun(run) });
        return;
      }
      if (own.length === 0) cli.output.remark('There are no runs yet: digits train makes one.');
      cli.output.lines(runTable(own));
    });
}

const runWords = 'a run folder, or the name of a run';

function addShow(runs: Command, cli: Cli): void {
  const command = runs
    .command('show')
    .description('Says what a run was trained with, and what each epoch came to.')
    .argument('<run>', runWords)
    .addOption(jsonOption('print one JSON object'))
    .action(async (word: string) => {
      const { flag } = readOptions(command);
      const { referenceOf } = await import('../options/run-word.js');
      const { withService } = await import('../with-service.js');
      const run = await referenceOf(word);
      const details = await withService(cli, ({ service }) => service.call['runs.show']({ run }));
      if (flag('json')) return cli.output.json(details);
      const { detailLines } = await import('../runs/run-details.js');
      cli.output.lines(detailLines(details));
    });
}

function addRename(runs: Command, cli: Cli): void {
  const command = runs
    .command('rename')
    .description('Gives a run of the data directory another name, its folder included.')
    .argument('<run>', runWords)
    .argument('<name>', 'its new name')
    .addOption(jsonOption('print the run as one JSON object'))
    .action(async (word: string, name: string) => {
      const { flag } = readOptions(command);
      const { referenceOf } = await import('../options/run-word.js');
      const { withService } = await import('../with-service.js');
      const run = await referenceOf(word);
      const renamed = await withService(cli, ({ service }) =>
        service.call['runs.rename']({ run, name }),
      );
      if (flag('json')) cli.output.json(renamed);
      else cli.output.line(`"${word}" is now "${renamed.name}": ${renamed.folder}`);
    });
}

function addExport(runs: Command, cli: Cli): void {
  const command = runs
    .command('export')
    .description('Writes all files of a run into one, .tar or .zip, to be opened elsewhere.')
    .argument('<run>', runWords)
    .option(
      '--out <file>',
      'the file, whose ending says the format; with a / behind it the folder for it (default NAME.tar)',
    )
    .addOption(jsonOption('print one JSON object'))
    .action(async (word: string) => {
      const options = readOptions(command);
      const { exportRun } = await import('../runs/export-run.js');
      return exportRun(cli, { word, out: options.text('out'), json: options.flag('json') });
    });
}

function addDelete(runs: Command, cli: Cli): void {
  const command = runs
    .command('delete')
    .description('Moves runs to the bin of the system, where they can be had back.')
    .argument('<run...>', `${runWords}; several are deleted one after the other`)
    .option('--yes', 'do not ask')
    .addOption(jsonOption('print one JSON object a run'))
    .action(async (words: readonly string[]) => {
      const { flag } = readOptions(command);
      const { deleteRuns } = await import('../runs/delete-runs.js');
      return deleteRuns(cli, { words, isSure: flag('yes'), json: flag('json') });
    });
}

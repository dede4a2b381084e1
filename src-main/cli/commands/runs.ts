import type { Command } from 'commander';
import type { RunSummary } from '../../../src-shared/contract/run-views.js';
import { percent } from '../../../src-shared/text/percent.js';
import { printable } from '../../../src-shared/text/plain-text.js';
import type { Cli } from '../cli.js';
import { examples } from '../options/examples.js';
import { jsonOption } from '../options/limits.js';
import { readOptions } from '../options/option-reader.js';
import { kindOf, labelWords } from '../terminal/label-words.js';

export function addRunsCommand(program: Command, cli: Cli): void {
  const command = program
    .command('runs')
    .description('Lists the runs of the data directory, the latest first.')
    .addOption(jsonOption('print one JSON object a run'))
    .addHelpText(
      'after',
      examples(
        ['digits runs', 'names, how far each is, where it lies'],
        ['digits runs --json | jq -r .folder', 'the folders, for a script'],
      ),
    )
    .action(async () => {
      const { withService } = await import('../with-service.js');
      const all = await withService(cli, ({ service }) => service.call['runs.list']({}));
      const runs = all.filter(({ place }) => place !== 'shipped');
      if (readOptions(command).flag('json')) {
        for (const run of runs) cli.output.json({ ...run, kind: kind(run) });
        return;
      }
      if (runs.length === 0) cli.output.remark('There are no runs yet: digits train makes one.');
      cli.output.lines(runTable(runs));
    });
}

/** Null for a run whose record can't be read. */
const kind = ({ state, labels }: RunSummary) => (state === 'broken' ? null : kindOf(labels));

function runTable(runs: readonly RunSummary[]): string[] {
  const head = [
    'Name',
    'State',
    'Preset',
    'Kind',
    'Epochs',
    'Best epoch',
    'Last written',
    'Folder',
  ];
  const rows = runs.map((run) =>
    [
      run.name,
      run.state,
      run.preset,
      [kind(run), ...(run.labels ? [labelWords(run.labels)] : [])].join(' '),
      run.state === 'broken' ? '' : `${run.epoch}/${run.epochs}`,
      run.best === null ? '' : `${run.best.epoch} (${percent(run.best.legible)} legible)`,
      run.updatedAt.slice(0, 16).replace('T', ' '),
      run.folder,
    ].map(printable),
  );
  if (rows.length === 0) return [];
  const table = [head, ...rows];
  const widths = head.map((_, column) => Math.max(...table.map((row) => row[column]?.length ?? 0)));
  return table.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}

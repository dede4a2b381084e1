import type { Command } from 'commander';
import { planBounds } from '../../../src-shared/config/data-sets.js';
import { AppError } from '../../../src-shared/contract/errors.js';
import { usableProcessors } from '../../setup/processors.mjs';
import type { Cli } from '../cli.js';
import { checkedFolder } from '../files/destination.js';
import { addDatasetOptions, readDatasetRequest } from '../options/dataset-options.js';
import { examples } from '../options/examples.js';
import { fieldOption, wholeNumber } from '../options/field-option.js';
import { jsonOption } from '../options/limits.js';
import { type OptionReader, readOptions } from '../options/option-reader.js';
import { readyArgument } from '../options/ready-argument.js';
import { readShards, readTask, shardOption, taskOption } from '../options/task-option.js';
import { addJobCommand } from './dataset-job.js';

const workers = wholeNumber({
  flag: '--workers',
  help: 'threads that make strips',
  min: 1,
  max: 256,
});
const workersOption = () => fieldOption(workers, { default: 'default as many as processors' });
const workersOf = (options: OptionReader): number =>
  options.number('workers') ?? usableProcessors().cores;

const sample = wholeNumber({
  flag: '--sample',
  help: 'number of the strip, from 0',
  min: 0,
  max: planBounds.count - 1,
});

export function addDatasetCommand(program: Command, cli: Cli): void {
  const dataset = program
    .command('dataset')
    .description(
      'Makes data sets of handwritten numbers, with what they say and where each character lies.',
    )
    .helpCommand(false)
    .addHelpText('after', help);
  addNew(dataset, cli);
  addPlan(dataset, cli);
  addMake(dataset, cli);
  addFinish(dataset, cli);
  addJobCommand(dataset, cli);
  addStatus(dataset, cli);
  addShow(dataset, cli);
}

const grammarArgument = () =>
  readyArgument(
    'what numbers are written: a line such as "{date:dd/mm/yyyy}", the name of a ready grammar, or a JSON file of one',
  );

/** What is meant where no other command stands: its name can be left out. */
function addNew(dataset: Command, cli: Cli): void {
  const command = dataset
    .command('new', { isDefault: true })
    .description('Makes a data set; the word new can be left out.')
    .addArgument(grammarArgument());
  addDatasetOptions(command)
    .addOption(workersOption())
    .option('--out <dir>', 'the folder for the data set')
    .option(
      '--dry-run',
      'write nothing: say how many numbers there are, how large it becomes, how long it takes',
    )
    .addOption(jsonOption('print one JSON object'))
    .action(async (grammar: string | undefined) => {
      const options = readOptions(command);
      const isDry = options.flag('dryRun');
      const folder = isDry ? '' : folderOf(options);
      const request = await readDatasetRequest(options, grammar, cli);
      const asked = { workers: workersOf(options), json: options.flag('json') };
      if (isDry) {
        const { tellCosts } = await import('../files/dataset-plan.js');
        return tellCosts(cli, request, asked);
      }
      const { newDataset } = await import('../files/dataset-make.js');
      return newDataset(cli, request, { ...asked, folder });
    });
}

/** @throws AppError BAD_INPUT where none is said */
function folderOf(options: OptionReader): string {
  const out = options.text('out');
  if (out === undefined) {
    throw new AppError('BAD_INPUT', '--out is missing: name the folder for the data set.');
  }
  return checkedFolder('--out', out, 'a folder of a data set');
}

function addPlan(dataset: Command, cli: Cli): void {
  const command = dataset
    .command('plan')
    .description(
      'Writes the plan of a data set and nothing else: its folder is all that other machines need to make it.',
    )
    .addArgument(grammarArgument());
  addDatasetOptions(command)
    .option('--out <dir>', 'the folder for the data set')
    .addOption(jsonOption('print one JSON object'))
    .action(async (grammar: string | undefined) => {
      const options = readOptions(command);
      const folder = folderOf(options);
      const request = await readDatasetRequest(options, grammar, cli);
      const { planOnly } = await import('../files/dataset-plan.js');
      const asked = { workers: usableProcessors().cores, json: options.flag('json') };
      return planOnly(cli, request, { ...asked, folder });
    });
}

function addMake(dataset: Command, cli: Cli): void {
  const command = dataset
    .command('make <dir>')
    .description('Makes what is missing of a data set, or of a part of it.')
    .addOption(taskOption())
    .addOption(shardOption())
    .option(
      '--out <file>',
      'write the file of the one --shard there, - to standard output, and nothing into the folder',
    )
    .addOption(workersOption())
    .option('--check', 'read every byte of what is there first, and make anew what is damaged')
    .addOption(jsonOption('print one JSON object'))
    .action(async (folder: string) => {
      const options = readOptions(command);
      const task = readTask(options, cli.env);
      const [shards, out] = [readShards(options), options.text('out')];
      if (task !== undefined && shards !== undefined) {
        throw new AppError('BAD_INPUT', '--task names shards, and so does --shard: choose one.');
      }
      if (out !== undefined) {
        const json = options.flag('json');
        refuseBesideOut(options);
        const { writeShard } = await import('../files/dataset-shard.js');
        return writeShard(cli, { folder, shards: shards ?? [], out, json });
      }
      const { makeMissing } = await import('../files/dataset-make.js');
      return makeMissing(cli, {
        folder,
        task,
        shards,
        workers: workersOf(options),
        check: options.flag('check'),
        json: options.flag('json'),
      });
    });
}

/** @throws AppError BAD_INPUT for what means nothing where one file is written somewhere else */
function refuseBesideOut(options: OptionReader): void {
  if (options.flag('check') || options.number('workers') !== undefined) {
    throw new AppError(
      'BAD_INPUT',
      '--out writes the file of one shard, by one thread, and looks at no other: leave --check and --workers away.',
    );
  }
}

function addFinish(dataset: Command, cli: Cli): void {
  const command = dataset
    .command('finish <dir>')
    .description('Writes what tells of all strips of a data set, once all of its shards are there.')
    .addOption(jsonOption('print one JSON object'))
    .action(async (folder: string) => {
      const { finish } = await import('../files/dataset-make.js');
      return finish(cli, { folder, json: readOptions(command).flag('json') });
    });
}

/** `status` looks at sizes, `verify` at every byte. */
function addStatus(dataset: Command, cli: Cli): void {
  for (const [name, description] of [
    ['status', 'Says how much of a data set is there.'],
    ['verify', 'Reads every byte of a data set and says what is missing or damaged.'],
  ] as const) {
    const command = dataset
      .command(`${name} <dir>`)
      .description(description)
      .addOption(jsonOption('print one JSON object'))
      .action(async (folder: string) => {
        const { tellStatus, tellVerified } = await import('../files/dataset-state.js');
        const tell = name === 'verify' ? tellVerified : tellStatus;
        return tell(cli, { folder, json: readOptions(command).flag('json') });
      });
  }
}

function addShow(dataset: Command, cli: Cli): void {
  const command = dataset
    .command('show <dir>')
    .description(
      'Makes one strip of a data set again: its picture as PNG, what is known of it as JSON.',
    )
    .addOption(fieldOption(sample).makeOptionMandatory())
    .option('--out <file>', 'the picture (default strip-NUMBER.png)')
    .action(async (folder: string) => {
      const options = readOptions(command);
      const { showSample } = await import('../files/dataset-state.js');
      const number = options.number('sample') ?? 0;
      return showSample(cli, { folder, sample: number, out: options.text('out') });
    });
}

const help = `
All that can be said of a new one: digits dataset new --help. One that was interrupted goes on with make. The
same numbers, seed and bank give the same files, however often it is interrupted and with any number of
threads.
${examples(
  ['digits dataset "{date:dd/mm/yyyy}" --count 10000 --out dates', 'as WebDataset'],
  [
    'digits dataset --digits 1-6 --count 5000 --format paddleocr,gt-txt --out n',
    'pictures with lists beside them',
  ],
  ['digits dataset --list n.txt --count 5000 --out n', 'numbers of your own'],
  ['digits dataset "{list:p} €" --list p=p.txt --count 5000 --out p', 'in a grammar'],
  ['digits dataset "{amount:us}" --count 1000000 --dry-run', 'how large, how long'],
  ['digits dataset make dates', 'go on where it stopped'],
  ['digits dataset plan "{amount:us}" --count 5000000 --out a', 'for many machines'],
  ['digits dataset make a --task 2/7', 'the shards of one of seven'],
  ['digits dataset make a --shard train-000012 --out -', 'one file, to an object store'],
  ['digits dataset finish a', 'when all of them are done'],
  ['digits dataset "{amount:us}" --count 5000 --style scan --set blur=0..1 --out a', 'as scanned'],
  ['digits dataset verify dates', 'whether all of it is there and whole'],
  ['digits dataset show dates --sample 17', 'one strip, as a picture and as JSON'],
)}`;

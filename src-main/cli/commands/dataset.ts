import { type Command, Option } from 'commander';
import { AppError } from '../../../src-shared/contract/errors.js';
import { planBounds } from '../../dataset/plan.js';
import type { Cli } from '../cli.js';
import { checkedFolder } from '../files/destination.js';
import { addDatasetOptions, readDatasetRequest } from '../options/dataset-options.js';
import { examples } from '../options/examples.js';
import { fieldOption, wholeNumber } from '../options/field-option.js';
import { jsonOption } from '../options/limits.js';
import { readOptions } from '../options/option-reader.js';

const workers = wholeNumber({
  flag: '--workers',
  help: 'threads that make strips',
  min: 1,
  max: 256,
});
const workersOption = () => fieldOption(workers, { default: 'default as many as processors' });

const bankOption = () =>
  new Option('--bank <file>', 'where the bank is that it was planned with, if not in its place');

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
  addMake(dataset, cli);
  addStatus(dataset, cli);
  addShow(dataset, cli);
}

/** What is meant where no other command stands: its name can be left out. */
function addNew(dataset: Command, cli: Cli): void {
  const command = dataset
    .command('new', { isDefault: true })
    .description('Makes a data set; the word new can be left out.')
    .argument(
      '[grammar]',
      'what numbers are written: a line such as "{date:dd/mm/yyyy}", the name of a ready grammar, or a JSON file of one',
    );
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
      const out = options.text('out');
      const isDry = options.flag('dryRun');
      if (out === undefined && !isDry) {
        throw new AppError('BAD_INPUT', '--out is missing: name the folder for the data set.');
      }
      const request = await readDatasetRequest(options, grammar, cli);
      const asked = { workers: options.number('workers'), json: options.flag('json') };
      const { newDataset, tellCosts } = await import('../files/dataset.js');
      if (isDry) return tellCosts(cli, request, asked);
      return newDataset(cli, request, {
        ...asked,
        folder: checkedFolder('--out', out ?? '', 'a folder of a data set'),
      });
    });
}

function addMake(dataset: Command, cli: Cli): void {
  const command = dataset
    .command('make <dir>')
    .description('Makes what is missing of a data set.')
    .addOption(workersOption())
    .addOption(bankOption())
    .option('--check', 'read every byte of what is there first, and make anew what is damaged')
    .addOption(jsonOption('print one JSON object'))
    .action(async (folder: string) => {
      const options = readOptions(command);
      const { resumeDataset } = await import('../files/dataset.js');
      return resumeDataset(cli, {
        folder,
        workers: options.number('workers'),
        bank: options.text('bank'),
        check: options.flag('check'),
        json: options.flag('json'),
      });
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
        const { tellState } = await import('../files/dataset-state.js');
        const json = readOptions(command).flag('json');
        return tellState(cli, { folder, bytes: name === 'verify', json });
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
    .addOption(bankOption())
    .option('--out <file>', 'the picture (default strip-NUMBER.png)')
    .action(async (folder: string) => {
      const options = readOptions(command);
      const { showSample } = await import('../files/dataset-state.js');
      const number = options.number('sample') ?? 0;
      const [out, bank] = [options.text('out'), options.text('bank')];
      return showSample(cli, { folder, sample: number, out, bank });
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
  ['digits dataset verify dates', 'whether all of it is there and whole'],
  ['digits dataset show dates --sample 17', 'one strip, as a picture and as JSON'],
)}`;

import { type Command, Option } from 'commander';
import {
  type FormatName,
  formatNames,
  planBounds,
  usualDataset,
} from '../../../src-shared/config/data-sets.js';
import { seedField } from '../../../src-shared/config/fields.js';
import {
  stripHeightField,
  styleNames,
  usualStripHeight,
} from '../../../src-shared/config/style.js';
import { AppError } from '../../../src-shared/contract/errors.js';
import { anyDigits } from '../../../src-shared/grammar/any-digits.js';
import type { Lists } from '../../../src-shared/grammar/lists.js';
import { didYouMean } from '../../../src-shared/text/nearest-word.js';
import type { DatasetRequest } from '../../dataset/plan-dataset.js';
import type { Surroundings } from '../surroundings.js';
import { digitsOption, isDigitRange } from './digit-range.js';
import { fieldOption, wholeNumber } from './field-option.js';
import { listOption, oneList, readNamedLists } from './named-lists.js';
import type { OptionReader } from './option-reader.js';
import { isSplit, splitOption } from './split-option.js';
import { setOption, styleSaid } from './style-option.js';

const count = wholeNumber({
  flag: '--count',
  help: 'how many strips',
  min: 1,
  max: planBounds.count,
});

const shardSize = wholeNumber({
  flag: '--shard-size',
  help: 'strips that are written together: what an interruption costs',
  min: 1,
  max: planBounds.shardSize,
});

const style = {
  kind: 'choice',
  flag: '--style',
  label: 'Style',
  help: 'what the strips look like',
  choices: styleNames,
} as const;

export function addDatasetOptions(command: Command): Command {
  const digits = digitsOption();
  return command
    .addOption(
      listOption(
        'file',
        'write the numbers of a text file, one a line; - reads standard input. With a grammar name=file, the numbers of {list:name}',
      ),
    )
    .addOption(
      new Option(digits.flags, 'any numbers of so many digits, or of A to B').argParser(
        (text, before) => digits.parseArg?.(text, before),
      ),
    )
    .addOption(fieldOption(count))
    .addOption(splitOption())
    .option('--share-strings', 'the same number may stand in more than one part')
    .option('--share-hands', 'the same hand may write in more than one part')
    .option(
      '--bank <bank>',
      `the digits that the strips are made of: shipped, mnist, mnist-test, the name of a bank or its file (default ${usualDataset.bank})`,
    )
    .addOption(fieldOption(style, { default: `default ${usualDataset.style}` }))
    .addOption(setOption())
    .option('--colour', 'pictures in colour: 8-bit red, green and blue, not grey')
    .addOption(fieldOption(stripHeightField, { default: `default ${usualStripHeight}` }))
    .addOption(fieldOption(seedField))
    .addOption(fieldOption(shardSize, { default: `default ${usualDataset.shardSize}` }))
    .addOption(
      new Option(
        '--format <formats>',
        `one or more with commas between: ${formatNames.join(', ')} (default ${usualDataset.formats.join()})`,
      ).argParser(parseFormats),
    );
}

/**
 * What is asked for.
 *
 * @param line the grammar that was given as an argument
 * @throws AppError BAD_INPUT
 */
export async function readDatasetRequest(
  options: OptionReader,
  line: string | undefined,
  surroundings: Pick<Surroundings, 'stdin'>,
): Promise<DatasetRequest> {
  const wanted = options.number('count');
  if (wanted === undefined)
    throw wrong('--count is missing: say how many strips, such as --count 10000.');
  const split = options.value('split');
  const styleName = options.text('style');
  const { drawSeed } = await import('../../service/defaults.js');
  return {
    ...(await readNumbers(options, line, surroundings)),
    count: wanted,
    split: isSplit(split) ? split : usualDataset.split,
    shared: { strings: options.flag('shareStrings'), hands: options.flag('shareHands') },
    seed: options.number('seed') ?? drawSeed(),
    style: styleSaid(
      styleNames.find((name) => name === styleName) ?? usualDataset.style,
      options.value('set'),
    ),
    colour: options.flag('colour'),
    height: options.number('height') ?? usualStripHeight,
    shardSize: options.number('shardSize') ?? usualDataset.shardSize,
    formats: formatsOf(options.value('format')),
    bank: options.text('bank') ?? usualDataset.bank,
  };
}

/** Of a grammar, a list and a length one has to be said. */
async function readNumbers(
  options: OptionReader,
  line: string | undefined,
  surroundings: Pick<Surroundings, 'stdin'>,
): Promise<Pick<DatasetRequest, 'grammar' | 'lists'>> {
  const [list, range] = [options.value('list'), options.value('digits')];
  const given = [line ?? list, range].filter((value) => value !== undefined);
  if (given.length !== 1) {
    throw wrong(
      given.length === 0
        ? 'What is to be written? Give a grammar such as "{date:dd/mm/yyyy}", --list FILE, or --digits 4.'
        : '--digits says what is written, and so does a grammar or --list: choose one.',
    );
  }
  if (isDigitRange(range)) return { grammar: anyDigits(range), lists: noLists };
  if (line === undefined) return readListAlone(list, surroundings);
  const { grammarSaid } = await import('./grammar-argument.js');
  return { grammar: await grammarSaid(line), lists: await readNamedLists(list, surroundings) };
}

const noLists: Lists = new Map();

async function readListAlone(
  list: unknown,
  surroundings: Pick<Surroundings, 'stdin'>,
): Promise<Pick<DatasetRequest, 'grammar' | 'lists'>> {
  // Late: plans are read by a validation library, which no other command waits for.
  const { listName } = await import('../../dataset/plan.js');
  const { grammarList, numbersOfFile } = await import('../files/number-list.js');
  const numbers = await numbersOfFile(oneList(list) ?? '', surroundings, grammarList);
  return { grammar: { number: `{list:${listName}}` }, lists: new Map([[listName, numbers]]) };
}

/** @throws AppError BAD_INPUT */
function parseFormats(text: string): FormatName[] {
  const names = text.split(',').map((name) => name.trim());
  const found = names.flatMap((name) => formatNames.find((format) => format === name) ?? []);
  if (found.length === names.length) return formatNames.filter((name) => found.includes(name));
  const unknown = names.find((name) => !formatNames.some((format) => format === name)) ?? '';
  throw new AppError(
    'BAD_INPUT',
    `--format must be one or more of ${formatNames.join(', ')}, with commas between, not ${JSON.stringify(text)}.${didYouMean(unknown, formatNames)}`,
    { details: { option: '--format', value: text } },
  );
}

const formatsOf = (value: unknown): readonly FormatName[] =>
  Array.isArray(value) ? formatNames.filter((name) => value.includes(name)) : usualDataset.formats;

const wrong = (message: string): AppError => new AppError('BAD_INPUT', message);

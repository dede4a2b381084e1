import { Argument, type Command } from 'commander';
import { type ComposingConfig, composingDefaults } from '../../../src-shared/config/composing.js';
import { checkNumberText, plainNumberText } from '../../../src-shared/config/number-text.js';
import { AppError } from '../../../src-shared/contract/errors.js';
import { drawSeed } from '../../service/defaults.js';
import type { Cli } from '../cli.js';
import { digitsOption, isDigitRange } from './digit-range.js';
import { fieldOption, wholeNumber } from './field-option.js';
import { listOption, oneList, readNamedLists } from './named-lists.js';
import { numberOption } from './number-option.js';
import type { OptionReader } from './option-reader.js';

/** A text to write, or null for any number of so many digits. */
export type WantedNumber = Pick<ComposingConfig, 'number' | 'digits'>;

const count = wholeNumber({
  flag: '--count',
  help: 'write this many of each number, or so many numbers of any digits or of a grammar',
  min: 1,
  max: 100_000,
});

/** The argument and the options that say which numbers are written. */
export function addNumberOptions(command: Command): Command {
  return command
    .addArgument(
      new Argument('[number]', 'the number to write, as --number has it').argParser(parseNumber),
    )
    .addOption(numberOption())
    .addOption(digitsOption())
    .addOption(
      listOption(
        'file',
        'write the numbers of a text file, one a line; - reads standard input. With --like name=file, the numbers of {list:name}',
      ),
    )
    .option('--like <grammar>', 'write numbers of a grammar, as digits grammar explains them')
    .addOption(fieldOption(count, { default: 'default 1' }));
}

/** @throws AppError BAD_INPUT */
function parseNumber(text: string): string {
  const problem = checkNumberText(text);
  if (problem === null) return plainNumberText(text);
  throw new AppError('BAD_INPUT', `The number ${problem}.`, { details: { value: text } });
}

/**
 * The numbers to write, in their order.
 *
 * @param argument the number that was given without a flag
 * @throws AppError BAD_INPUT when more than one thing says them, or the list holds what is no number
 */
export async function readWantedNumbers(
  options: OptionReader,
  argument: string | undefined,
  surroundings: Pick<Cli, 'stdin' | 'output'>,
): Promise<WantedNumber[]> {
  const like = options.text('like');
  if (like !== undefined) return numbersLike(like, { options, argument, ...surroundings });
  const once = await readOnce(options, argument, surroundings);
  const { composedList } = await import('../files/number-list.js');
  const times = options.number('count') ?? 1;
  if (once.length * times > composedList.most) {
    throw wrongUsage(
      `These are ${(once.length * times).toLocaleString('en-US')} numbers, and at most ${composedList.most.toLocaleString('en-US')} are written at once: choose a smaller --count.`,
    );
  }
  return once.flatMap((number) => new Array<WantedNumber>(times).fill(number));
}

interface LikeParts extends Pick<Cli, 'stdin' | 'output'> {
  readonly options: OptionReader;
  readonly argument: string | undefined;
}

/** As many numbers of a grammar as are asked for, by the seed of the first. */
async function numbersLike(
  like: string,
  { options, argument, stdin, output }: LikeParts,
): Promise<WantedNumber[]> {
  const others = ['number', 'digits'].filter((name) => options.value(name) !== undefined);
  const other = argument ?? others.map((name) => `--${name}`)[0];
  if (other !== undefined) {
    throw wrongUsage(`--like describes the numbers to write, and so does ${other}: choose one.`);
  }
  const [{ grammarOf }, { stringAt }] = await Promise.all([
    import('./grammar-argument.js'),
    import('../../../src-shared/grammar/string-at.js'),
  ]);
  const grammar = await grammarOf(like, await readNamedLists(options.value('list'), { stdin }));
  const times = options.number('count') ?? 1;
  if (!grammar.weighted && grammar.count < BigInt(times)) {
    output.remark(`The grammar has ${grammar.count} numbers: they come again.`);
  }
  const seed = options.number('seed') ?? drawSeed();
  return Array.from({ length: times }, (_, i) => ({
    number: stringAt(grammar, i, { seed }),
    digits: composingDefaults.digits,
  }));
}

/** Each of them once. */
async function readOnce(
  options: OptionReader,
  argument: string | undefined,
  surroundings: Pick<Cli, 'stdin'>,
): Promise<WantedNumber[]> {
  const [option, list] = [options.text('number'), oneList(options.value('list'))];
  const range = options.value('digits');
  if (argument !== undefined && option !== undefined) {
    throw wrongUsage(`${argument} and --number ${option} are two numbers to write: choose one.`);
  }
  const number = argument ?? option;
  if (list !== undefined && (number !== undefined || range !== undefined)) {
    throw wrongUsage(
      `--list has the numbers to write, and ${number === undefined ? '--digits asks for any' : `${number} is another`}: choose one.`,
    );
  }
  if (number !== undefined && range !== undefined) {
    throw wrongUsage(
      '--number is the number to write, --digits the length of any number: choose one.',
    );
  }
  const { digits: usual } = composingDefaults;
  if (list !== undefined) {
    const { composedList, numbersOfFile } = await import('../files/number-list.js');
    const texts = await numbersOfFile(list, surroundings, composedList);
    return texts.map((text) => ({ number: text, digits: usual }));
  }
  if (!isDigitRange(range)) return [{ number: number ?? null, digits: usual }];
  const lengths = Array.from({ length: range.last - range.first + 1 }, (_, at) => range.first + at);
  return lengths.map((digits) => ({ number: null, digits }));
}

const wrongUsage = (message: string): AppError => new AppError('BAD_INPUT', message);

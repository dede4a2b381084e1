import type { ComposingConfig } from '../../../src-shared/config/composing.js';
import { checkFileName } from '../../../src-shared/config/file-name.js';
import { numberFileName, numberInName } from '../../../src-shared/config/number-file-name.js';
import { digitsOf } from '../../../src-shared/config/number-text.js';
import { checkEnding, endingOf } from '../../../src-shared/config/output-endings.js';
import type { PictureFormat } from '../../../src-shared/config/picture-formats.js';
import type { ComposedNumber } from '../../../src-shared/contract/drawings.js';
import { AppError } from '../../../src-shared/contract/errors.js';
import { fillPattern } from '../options/pattern-option.js';

/** What is known of a number once it is drawn. */
type Drawn = Pick<ComposedNumber, 'text' | 'hand'>;

/** The name of a number's file, and what it is where that is taken. */
export interface NumberName {
  readonly usual: string;
  readonly otherwise: string;
}

interface NameOptions {
  readonly configs: readonly ComposingConfig[];
  /** Null for the usual names. */
  readonly pattern: string | null;
  readonly format: PictureFormat;
}

/**
 * The names of a command's files, by the place of a number among all of them. Where several have the same
 * name, each has its seed in it; where something is there already, its seed is put behind it.
 *
 * @throws AppError BAD_INPUT when the pattern says another format, or makes a name that no file can have
 */
export function numberNames(options: NameOptions): (place: number, drawn: Drawn) => NumberName {
  const { configs, pattern, format } = options;
  requireFormat(pattern, format);
  const stemOf = (place: number, drawn: Drawn) => stem(options, place, drawn);
  const often = new Map<string, number>();
  for (const [place, config] of configs.entries()) {
    const name = stemOf(place, asAsked(config, place));
    requireName(name, format);
    often.set(name, (often.get(name) ?? 0) + 1);
  }
  return (place, drawn) => {
    const config = configs[place];
    if (config === undefined) throw new RangeError(`There is no number ${place}.`);
    const plain = stemOf(place, drawn);
    const isSaid = pattern?.includes('{seed}') ?? false;
    const own = isSaid ? plain : `${plain}_seed_${config.seed}`;
    const isShared = (often.get(stemOf(place, asAsked(config, place))) ?? 0) > 1;
    return { usual: `${isShared ? own : plain}.${format}`, otherwise: `${own}.${format}` };
  };
}

/** What is known of a number before it is drawn; digits that are yet to come are told apart by their place. */
const asAsked = ({ number, digits, hand, seed }: ComposingConfig, place: number): Drawn => ({
  text: number ?? String(place).padStart(digits, '0'),
  hand: hand === 'each' ? null : (hand ?? seed),
});

/** A name without its ending. */
function stem({ configs, pattern }: NameOptions, place: number, drawn: Drawn): string {
  const config = configs[place];
  if (config === undefined) throw new RangeError(`There is no number ${place}.`);
  if (pattern === null) return withoutEnding(numberFileName(config));
  return fillPattern(withoutEnding(pattern), {
    number: numberInName(drawn.text),
    seed: String(config.seed),
    hand: drawn.hand === null ? handWord(config) : String(drawn.hand),
    index: String(place + 1).padStart(String(configs.length).length, '0'),
    digits: String(config.number === null ? config.digits : digitsOf(config.number).length),
  });
}

/** Where no one hand wrote it. */
const handWord = ({ hand }: ComposingConfig): string => (hand === 'each' ? 'each' : 'none');

function withoutEnding(name: string): string {
  const ending = endingOf(name);
  return ending === null ? name : name.slice(0, -ending.length - 1);
}

function requireFormat(pattern: string | null, format: PictureFormat): void {
  const problem = pattern === null ? null : checkEnding(pattern, format);
  if (problem !== null) throw wrongPattern(`${pattern} ${problem}`);
}

/** Also with what is put behind it where it is taken. */
function requireName(name: string, format: PictureFormat): void {
  const problem = checkFileName(`${name}_seed_4294967295 (100000).${format}`);
  if (problem !== null) throw wrongPattern(`makes a name that can't be used: it ${problem}`);
}

const wrongPattern = (words: string): AppError =>
  new AppError('BAD_INPUT', `--pattern ${words}.`, { details: { option: '--pattern' } });

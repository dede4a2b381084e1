import { Option } from 'commander';
import {
  checkStyle,
  checkStyleField,
  chosenStyle,
  type StyleChoice,
  type StyleName,
} from '../../../src-shared/config/style.js';
import {
  type Range,
  type Style,
  type StyleFieldName,
  styleFieldNames,
  styleFields,
} from '../../../src-shared/config/style-fields.js';
import { AppError } from '../../../src-shared/contract/errors.js';
import { didYouMean } from '../../../src-shared/text/nearest-word.js';

/** What the command line calls a field: `thousands-gap`. */
export const styleWord = (name: StyleFieldName): string =>
  name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

const number = String.raw`[-+]?(?:\d+\.?\d*|\.\d+)`;
const assignment = new RegExp(String.raw`^([a-z-]+)=(${number})(?:\.\.(${number}))?$`, 'i');

/** A field of a style and its value; a range of one value is written as that. */
export interface StyleChange {
  readonly name: StyleFieldName;
  readonly value: Range | number;
}

/** Can be said several times. */
export const setOption = (): Option =>
  new Option(
    '--set <field=value>',
    'change a field of the style: gap=-3..2, fold=0.5, jpeg-quality=30; as often as wanted (docs/datasets.md has all of them)',
  ).argParser((text: string, before: unknown) => [
    ...(Array.isArray(before) ? before : []),
    parseChange(text),
  ]);

/** @throws AppError BAD_INPUT */
function parseChange(text: string): StyleChange {
  const wrong = (problem: string, hint = '') =>
    new AppError('BAD_INPUT', `--set ${problem}.${hint}`, {
      details: { option: '--set', value: text },
    });
  const [, word = '', low = '', high] = assignment.exec(text) ?? [];
  const said = word === '' ? (text.split('=')[0] ?? '') : word;
  const name = styleFieldNames.find((each) => styleWord(each) === said.toLowerCase());
  if (name === undefined) {
    const words = styleFieldNames.map(styleWord);
    throw wrong(
      `${JSON.stringify(said)} is no field of a style: choose one of ${words.join(', ')}`,
      didYouMean(said, words),
    );
  }
  if (low === '') {
    throw wrong(
      `${styleWord(name)} needs a value, such as gap=-3..2 or fold=0.5, not ${JSON.stringify(text)}`,
    );
  }
  const value =
    styleFields[name].kind === 'share' && high === undefined
      ? Number(low)
      : { min: Number(low), max: Number(high ?? low) };
  const problem = checkStyleField(name, value);
  if (problem !== null) throw wrong(`${styleWord(name)} ${problem}`);
  return { name, value };
}

/**
 * A style with a name, with what `--set` changes in it.
 *
 * @throws AppError BAD_INPUT when nothing is left to write on
 */
export function styleSaid(name: StyleName, changes: unknown): StyleChoice {
  const changed: readonly StyleChange[] = Array.isArray(changes) ? changes : [];
  const fields = Object.fromEntries(changed.map((each) => [each.name, each.value]));
  const style = chosenStyle(name, fields as Partial<Style>);
  for (const way of style.ways) {
    const problem = checkStyle(way);
    if (problem !== null) throw new AppError('BAD_INPUT', `Of the style's fields ${problem}.`);
  }
  return style;
}

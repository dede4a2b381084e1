import { expect, test } from 'vitest';
import { AppError } from '../../../src-shared/contract/errors.js';
import { readGrammar } from '../../../src-shared/grammar/grammar-json.js';
import { prepareGrammar } from '../../../src-shared/grammar/prepare.js';
import { parseGrammar } from '../../../src-shared/grammar/read-line.js';
import { stringAt } from '../../../src-shared/grammar/string-at.js';
import { stringRepeats } from '../../../src-shared/grammar/string-repeats.js';
import { processorTime } from './prepared.js';

const nested = (depth: number, inner: unknown): unknown => {
  let node = inner;
  for (let at = 0; at < depth; at++) node = { kind: 'repeat', of: node, min: 1, max: 1 };
  return node;
};
/** Parts each of which is twice the next. */
const doubling = (last: string) => ({
  number: '{p0}7',
  parts: Object.fromEntries(
    Array.from({ length: 60 }, (_, at) => [
      `p${at}`,
      at === 59 ? last : `{p${at + 1}}{p${at + 1}}`,
    ]),
  ),
});
const chain = {
  number: '{p0}',
  parts: Object.fromEntries(
    Array.from({ length: 900 }, (_, at) => [`p${at}`, at === 899 ? '1' : `(((({p${at + 1}}))))`]),
  ),
};

const refused: readonly (readonly [name: string, grammar: unknown])[] = [
  ['brackets in brackets', `${'('.repeat(900)}1${')'.repeat(900)}`],
  ['open brackets', '('.repeat(1_999)],
  ['repeats of repeats', '((((((\\d{1000}){1000}){1000}){1000}){1000}){1000}){1000}'],
  ['repeats of one character', '((((((1{1000}){1000}){1000}){1000}){1000}){1000}){1000}'],
  ['repeats of nothing', '(((((){1000}){1000}){1000}){1000}){1000}7'],
  ['choices of repeats', '(\\d{0,1000}|\\d{0,1000}){0,1000}'],
  ['a huge range', '{0..10^400}'],
  ['a range of many digits', `{0..${'9'.repeat(1_900)}}`],
  ['a long line', '1'.repeat(100_000)],
  ['a long pair of braces', `{${'a'.repeat(1_900)}}`],
  ['many digits of a repeat', `1{${'9'.repeat(1_900)}}`],
  ['many digits of a weight', `1@${'9'.repeat(1_900)}|2`],
  ['a part of itself', { number: '{a}', parts: { a: '1{b}', b: '{a}' } }],
  ['parts that double', doubling('1')],
  ['empty parts that double', doubling('')],
  ['a long chain of parts', chain],
  ['nodes in nodes', { number: nested(10_000, '1') }],
  ['many nodes', { number: { kind: 'sequence', of: new Array(1_000_000).fill('1') } }],
  ['many parts of nothing', { number: { kind: 'sequence', of: new Array(1_990).fill('') } }],
  ['many short lines', { number: { kind: 'sequence', of: new Array(1_990).fill('7') } }],
  ['many classes', { number: { kind: 'sequence', of: new Array(1_990).fill('\\d') } }],
  ['long texts', { number: { kind: 'text', text: '1'.repeat(10_000_000) } }],
  ['a grammar that is none', [[]]],
];

/** Milliseconds of this process: what does not end in a moment takes for ever. */
const moment = 2_000;

test.each(refused)('%s: refused in a sentence, in a moment', (_, grammar) => {
  const attempt = () =>
    prepareGrammar(typeof grammar === 'string' ? parseGrammar(grammar) : readGrammar(grammar));
  let error: unknown;
  const time = processorTime(() => {
    try {
      attempt();
    } catch (thrown) {
      error = thrown;
    }
  });
  expect(error).toBeInstanceOf(AppError);
  expect(error).toMatchObject({
    code: 'BAD_INPUT',
    message: expect.stringMatching(/^.{10,900}\.$/),
  });
  expect(time).toBeLessThan(moment);
});

test.each([
  ['alternatives', new Array(330).fill('\\d{4}').join('|')],
  ['alternatives of one digit', new Array(999).fill('1').join('|')],
  ['as many strings as may be', '\\d{100}'],
  ['a long number', '7{999}\\d'],
  ['optional ones', '\\d?'.repeat(90).concat('7')],
  ['brackets as deep as may be', `${'('.repeat(32)}1${')'.repeat(32)}`],
  ['repeats of optional ones', '((\\d?){9}){9}7'],
  ['a range as wide as may be', `{1..${'9'.repeat(99)}:benford}`],
])('%s: prepared, looked at and written in a moment', (_, line) => {
  const time = processorTime(() => {
    const grammar = prepareGrammar(parseGrammar(line));
    stringRepeats(grammar);
    for (let i = 0; i < 3; i++) expect(stringAt(grammar, i, { seed: 1 }).length).toBeGreaterThan(0);
  });
  expect(time).toBeLessThan(moment);
});

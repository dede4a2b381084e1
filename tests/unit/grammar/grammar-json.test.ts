import { expect, test } from 'vitest';
import { readGrammar } from '../../../src-shared/grammar/grammar-json.js';
import { prepareGrammar } from '../../../src-shared/grammar/prepare.js';
import { parseGrammar } from '../../../src-shared/grammar/read-line.js';
import { readyGrammars } from '../../../src-shared/grammar/ready.js';
import { allStrings } from './prepared.js';

test('a line is JSON in short', () => {
  expect(parseGrammar('1(\\d{2}|[3-5,]@2)?{1..9:log:eu}{date:d.m:1..2}{list:l}{a}{luhn}')).toEqual({
    number: {
      kind: 'sequence',
      of: [
        { kind: 'text', text: '1' },
        {
          kind: 'repeat',
          of: {
            kind: 'choice',
            of: [
              {
                node: {
                  kind: 'repeat',
                  of: { kind: 'class', characters: '0123456789' },
                  min: 2,
                  max: 2,
                },
              },
              { node: { kind: 'class', characters: '345,' }, weight: 2 },
            ],
          },
          min: 0,
          max: 1,
        },
        { kind: 'range', from: '1', to: '9', spread: 'log', style: 'eu' },
        { kind: 'date', format: 'd.m', from: '1', to: '2' },
        { kind: 'list', name: 'l' },
        { kind: 'part', name: 'a' },
        { kind: 'check', algorithm: 'luhn' },
      ],
    },
  });
});

test('what a line is read into is read as JSON again', () => {
  for (const { line } of readyGrammars) {
    const grammar = parseGrammar(line);
    expect(readGrammar(JSON.parse(JSON.stringify(grammar)))).toEqual(grammar);
  }
});

test('named parts, as lines or as nodes, before the ready ones', () => {
  const grammar = readGrammar({
    number: '{day}/{month}{score}',
    parts: {
      day: { kind: 'class', characters: '12' },
      month: '[34]',
      score: { kind: 'text', text: '%' },
    },
  });
  expect(allStrings(prepareGrammar(grammar))).toEqual(['1/3%', '1/4%', '2/3%', '2/4%']);
});

test.each([
  [{}, 'The grammar: "number" is missing'],
  [{ number: 7 }, '"number" must be a text'],
  [
    { number: '1', parts: { Big: '2' } },
    '"parts" can\'t call one "Big": it must be a name of up to 40 small letters',
  ],
  [
    { number: '1', parts: { luhn: '2' } },
    '"parts" can\'t call one luhn: {luhn} has a meaning already',
  ],
  [{ number: { kind: 'text', text: '12a' } }, 'holds "a" (U+0061), which can\'t be drawn'],
  [{ number: { kind: 'repeat', of: '1', min: 0, max: 5_000 } }, 'at most 1000, not 5000'],
  [{ number: { kind: 'choice', of: [{ node: '1', weight: 0 }] } }, 'must be at least 1, not 0'],
  [{ number: { kind: 'check', algorithm: 'crc' } }, 'must be one of "luhn"'],
  [{ number: { kind: 'text', text: '1', more: 1 } }, 'holds what is not known here: more'],
  [
    { number: { kind: 'letter' } },
    '"number" holds "kind", which must be one of text, class, sequence',
  ],
  [null, 'The grammar: a grammar must be an object, not null'],
])('%j is refused in words', (json, words) => {
  expect(() => readGrammar(json)).toThrow(words);
  expect(() => readGrammar(json)).not.toThrow(/\^\[a-z\]|undefined|ZodError/);
});

test('a place in a line of JSON is one of that line', () => {
  const grammar = readGrammar({ number: '{a}', parts: { a: '12x' } });
  expect(() => prepareGrammar(grammar)).toThrow(
    expect.objectContaining({ details: { grammar: '12x', at: 2 } }),
  );
});

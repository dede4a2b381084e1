import { expect, test } from 'vitest';
import { z } from 'zod';
import { parseForeignJson, parseJson } from '../../../src-main/files/parse-json.js';
import { AppError } from '../../../src-shared/contract/errors.js';

const invalid = (what: string) => new AppError('INVALID_RUN', `run.json can't be read: ${what}.`);
const read = (text: string) => () => parseForeignJson(text, invalid);

test.each([
  ['lists', '['.repeat(100_000)],
  ['closed lists', `${'['.repeat(100_000)}${']'.repeat(100_000)}`],
  ['objects', `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`],
  ['lists behind a text', `{"name": "a\\\\", "config": ${'['.repeat(100)}${']'.repeat(100)}}`],
])('%s too deep in each other are refused before they are read', (_, text) => {
  expect(read(text)).toThrow(
    "run.json can't be read: lists and objects lie in each other more than 64 deep.",
  );
});

test('brackets in a text are no nesting, nor are those beside each other', () => {
  const value = { name: `"\\${'['.repeat(1_000)}\\"`, list: Array(1_000).fill([{}]) };
  expect(parseForeignJson(JSON.stringify(value), invalid)).toEqual(value);
  const deep = `${'['.repeat(64)}${']'.repeat(64)}`;
  expect(JSON.stringify(parseForeignJson(deep, invalid))).toBe(deep);
});

test.each(['', '{"a": ', 'not JSON', '"open', '[1]]'])('%j is told as no JSON', (text) => {
  expect(read(text)).toThrow("run.json can't be read: it is not JSON, or only half of it.");
});

test('another form is told with the field, what it must be and what it is', () => {
  const schema = z.looseObject({ files: z.array(z.object({ bytes: z.int() })) });
  expect(() => parseJson('{"files": [{"bytes": "many"}]}', schema, invalid)).toThrow(
    'run.json can\'t be read: "bytes" of entry 1 of "files" must be a whole number, not "many".',
  );
  expect(parseJson('{"files": []}', schema, invalid)).toEqual({ files: [] });
});

import { expect, test } from 'vitest';
import { z } from 'zod';
import {
  composingFieldTypes,
  trainingConfigSchema,
} from '../../../src-shared/config/validation.js';
import { command, dispatcher } from '../../../src-shared/contract/command.js';
import { checked } from '../../../src-shared/text/checked.js';

const schema = z.strictObject({
  name: z.string().min(1).max(5).optional(),
  count: z.int().min(1).max(9).optional(),
  share: z.number().lt(1).optional(),
  grid: z.tuple([z.number(), z.number()]).optional(),
  kind: z.enum(['gan', 'conditional']).optional(),
  id: z
    .string()
    .regex(/^[a-z]+$/)
    .optional(),
  layers: z
    .array(z.object({ units: z.int() }))
    .max(2)
    .optional(),
  either: z.union([z.null(), z.object({ at: z.number() })]).optional(),
});

test.each([
  [{ name: 5 }, '"name" must be a text, not 5'],
  [{ name: '' }, '"name" must not be empty'],
  [{ name: 'x'.repeat(900_000) }, '"name" must have at most 5 characters, not 900000'],
  [{ count: '3' }, '"count" must be a whole number, not "3"'],
  [{ count: 2.5 }, '"count" must be a whole number, not 2.5'],
  [{ count: 10 }, '"count" must be at most 9, not 10'],
  [{ share: 1 }, '"share" must be less than 1, not 1'],
  [{ grid: [4, null] }, 'entry 2 of "grid" must be a number, not null'],
  [{ kind: 'wgan' }, '"kind" must be one of "gan", "conditional", not "wgan"'],
  [{ id: 'A' }, '"id" is not written as it must be: "A"'],
  [{ layers: [{}] }, '"units" of entry 1 of "layers" is missing: it must be a whole number'],
  [{ layers: [1, 2, 3] }, '"layers" must have at most 2 entries, not 3'],
  [{ either: { at: 'x' } }, '"either" holds "at", which must be a number, not "x"'],
  [{ more: 1 }, 'it holds what is not known here: more'],
  [[1, 2], 'it must be an object, not a list of 2'],
  [undefined, 'it is missing: it must be an object'],
])('%j is refused in words', (value, words) => {
  const found = checked(schema, value);
  expect('problem' in found && found.problem.split('; ')[0]).toBe(words);
});

test('fields of a configuration say so themselves, by the names a person knows', () => {
  const found = checked(z.object({ config: trainingConfigSchema.partial() }), {
    config: { epochs: [[[3]]] },
  });
  expect(found).toEqual({
    problem: expect.stringMatching(/^--epochs must be a whole number from .*, not a list of 1$/),
  });
  const layout = checked(z.object(composingFieldTypes).partial(), { slant: 'x' });
  expect(layout).toEqual({
    problem: expect.stringMatching(/^--slant must be a number from .*, not "x"$/),
  });
});

test('of many problems the first are told', () => {
  const found = checked(z.array(z.string()), Array(1_000).fill(0));
  expect(found).toEqual({ problem: expect.stringMatching(/^(?:[^;]+; ){5}and 995 more$/) });
});

test('a call is refused in the same words', async () => {
  const answer = dispatcher({ draw: command<number>()(schema) }, { draw: () => 1 });
  expect(await answer('draw', { count: '3' })).toMatchObject({
    ok: false,
    error: { code: 'BAD_INPUT', message: '"count" must be a whole number, not "3".' },
  });
  expect(await answer('draw', null)).toMatchObject({
    error: { message: 'the input of "draw" must be an object, not null.' },
  });
  expect(await answer('draw', { count: 3 })).toEqual({ ok: true, value: 1 });
});

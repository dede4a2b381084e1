import type { z } from 'zod';
import type { AppError } from '../../src-shared/contract/errors.js';
import { checked, deepestNesting } from '../../src-shared/text/checked.js';
import { isDeeper } from '../../src-shared/text/nesting.js';

type Invalid = (what: string) => AppError;

/**
 * JSON of an expected form.
 *
 * @param invalid the error for what is wrong, in words that follow a colon
 */
export function parseJson<Value>(text: string, schema: z.ZodType<Value>, invalid: Invalid): Value {
  const found = checked(schema, parseForeignJson(text, invalid));
  if ('problem' in found) throw invalid(found.problem);
  return found.value;
}

/**
 * JSON of any form, from anywhere: no deeper than what follows can walk through.
 *
 * @param invalid the error for what is wrong, in words that follow a colon
 */
export function parseForeignJson(text: string, invalid: Invalid): unknown {
  // Before anything is made of it: millions of levels take seconds.
  if (isDeeper(text, deepestNesting)) {
    throw invalid(`lists and objects lie in each other more than ${deepestNesting} deep`);
  }
  try {
    return JSON.parse(text);
  } catch {
    throw invalid('it is not JSON, or only half of it');
  }
}

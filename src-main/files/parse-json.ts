import type { z } from 'zod';
import type { AppError } from '../../src-shared/contract/errors.js';

/**
 * JSON of an expected form.
 *
 * @param invalid the error for what is wrong, in words that follow a colon
 */
export function parseJson<Value>(
  text: string,
  schema: z.ZodType<Value>,
  invalid: (what: string) => AppError,
): Value {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw invalid('it is not JSON, or only half of it');
  }
  const parsed = schema.safeParse(json);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw invalid(`${issue?.path.join('.')}: ${issue?.message}`);
}

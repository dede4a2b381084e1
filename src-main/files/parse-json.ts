import type { z } from 'zod';
import type { AppError } from '../../src-shared/contract/errors.js';
import { checked, deepestNesting } from '../../src-shared/text/checked.js';

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

/** Whether brackets are opened in each other more than `most` deep, outside of strings. */
function isDeeper(text: string, most: number): boolean {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    switch (text[at]) {
      case '"':
        at = endOfString(text, at);
        break;
      case '[':
      case '{':
        depth++;
        if (depth > most) return true;
        break;
      case ']':
      case '}':
        depth--;
    }
  }
  return false;
}

/** The place of the quote that ends the string that begins at `at`, or the end of the text. */
function endOfString(text: string, at: number): number {
  for (let end = text.indexOf('"', at + 1); end >= 0; end = text.indexOf('"', end + 1)) {
    let backslashes = 0;
    while (text[end - backslashes - 1] === '\\') backslashes++;
    if (backslashes % 2 === 0) return end;
  }
  return text.length;
}

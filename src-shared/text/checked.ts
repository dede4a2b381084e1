import type { z } from 'zod';
import { listed, valueWords } from './plain-text.js';

/**
 * How deep arrays and objects may lie in each other in what comes from elsewhere (JSON, messages):
 * several times what any file or call of this program's has.
 */
export const deepestNesting = 64;

/** Sentences of one answer: the first say enough. */
const mostProblems = 5;

export type Checked<Value> = { readonly value: Value } | { readonly problem: string };

/**
 * A value of an expected form, or what is wrong with it, in words for a person: which field, what is
 * expected, what came.
 *
 * @param subject what the value is, for a problem of all of it
 */
export function checked<Value>(
  schema: z.ZodType<Value>,
  value: unknown,
  { subject = 'it' }: { subject?: string } = {},
): Checked<Value> {
  const parsed = schema.safeParse(value, { error: expectation });
  if (parsed.success) return { value: parsed.data };
  const { issues } = parsed.error;
  const sentences = issues.slice(0, mostProblems).map((issue) => sentence(issue, subject));
  const more = issues.length - sentences.length;
  return { problem: [...sentences, ...(more > 0 ? [`and ${more} more`] : [])].join('; ') };
}

type Issue = z.core.$ZodIssue;

/** A field's own message may be a whole sentence, which names it ("--seed must be …"). */
const sentence = ({ path, message }: Issue, subject: string): string =>
  /^[\p{Ll}]/u.test(message) ? `${pathWords(path) ?? subject} ${message}` : message;

/** `"size", entry 2 of "layers"`: the innermost first; null for no path. */
function pathWords(path: readonly PropertyKey[]): string | null {
  const words = path.map((key) =>
    typeof key === 'number' ? `entry ${key + 1}` : valueWords(String(key)),
  );
  return words.length === 0 ? null : words.reverse().join(' of ');
}

/** What is expected, and what came, in words that follow the field's name. */
function expectation(issue: z.core.$ZodRawIssue): string {
  const came = `, not ${valueWords(issue.input)}`;
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined
        ? `is missing: it must be ${typeWords(issue)}`
        : `must be ${typeWords(issue)}${came}`;
    case 'invalid_value':
      return `must be ${issue.values.length > 1 ? 'one of ' : ''}${listed(issue.values.map(valueWords))}${came}`;
    case 'too_small':
      return `must ${boundWords(issue, { bound: issue.minimum, word: 'at least' })}`;
    case 'too_big':
      return `must ${boundWords(issue, { bound: issue.maximum, word: 'at most' })}`;
    case 'not_multiple_of':
      return `must be a multiple of ${issue.divisor}${came}`;
    case 'unrecognized_keys':
      return `holds what is not known here: ${listed(issue.keys)}`;
    case 'invalid_union':
      return unionWords(issue) ?? `is not of a form that is known here${came}`;
    case 'invalid_format':
      return `is not written as it must be${came.replace(', not', ':')}`;
    default:
      return `is not as it must be${came.replace(', not', ':')}`;
  }
}

/** The words of the form that fits best: a field's own, otherwise the one that got furthest. */
function unionWords({ errors }: { errors?: readonly (readonly Issue[])[] }): string | null {
  const firsts = (errors ?? []).flatMap(([issue]) => (issue ? [issue] : []));
  const rank = ({ code, path }: Issue) => (code === 'custom' ? 1_000 : path.length);
  const [best] = firsts.toSorted((a, b) => rank(b) - rank(a));
  if (best === undefined) return null;
  const inner = pathWords(best.path);
  return inner === null ? best.message : `holds ${inner}, which ${best.message}`;
}

interface Bounded {
  readonly origin: string;
  readonly input?: unknown;
  readonly exact?: boolean;
  readonly inclusive?: boolean;
}

function boundWords(
  { origin, input, exact, inclusive = true }: Bounded,
  { bound, word }: { bound: number | bigint; word: 'at least' | 'at most' },
): string {
  const unit = units[origin];
  if (unit !== undefined) {
    if (bound === 1 && word === 'at least') return 'not be empty';
    const length = Array.isArray(input) || typeof input === 'string' ? input.length : null;
    return `have ${exact ? 'exactly' : word} ${bound} ${unit}${length === null ? '' : `, not ${length}`}`;
  }
  const strict = word === 'at least' ? 'more than' : 'less than';
  return `be ${inclusive ? word : strict} ${bound}, not ${valueWords(input)}`;
}

const units: Readonly<Record<string, string>> = {
  string: 'characters',
  array: 'entries',
  set: 'entries',
  map: 'entries',
};

/** Of whole numbers zod only says that they are numbers: the rest stands in what was declared. */
function typeWords({ expected, inst }: z.core.$ZodRawIssue<z.core.$ZodIssueInvalidType>): string {
  const { format } = (inst?._zod.def ?? {}) as { readonly format?: unknown };
  const type = expected === 'number' && format === 'safeint' ? 'int' : expected;
  return types[type] ?? 'something else';
}

const types: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  nan: 'a number',
  boolean: 'true or false',
  null: 'null',
  array: 'a list',
  tuple: 'a list',
  object: 'an object',
  record: 'an object',
};

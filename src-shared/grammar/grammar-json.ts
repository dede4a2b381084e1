import { z } from 'zod';
import { AppError } from '../contract/errors.js';
import { checked, deepestNesting } from '../text/checked.js';
import { listed, valueWords } from '../text/plain-text.js';
import { numberedCharacter } from '../text/visible-character.js';
import { checkNames } from './check-digits.js';
import {
  type Grammar,
  type GrammarNode,
  grammarBounds,
  type NumberStyle,
  numberStyles,
  partName,
  partNameWords,
  spreads,
} from './grammar.js';
import { takenNames } from './read-braces.js';
import { isDrawn } from './read-character.js';

const drawnText = z.string().refine((text) => [...text].every(isDrawn), {
  error: ({ input }) => {
    const character = [...String(input)].find((each) => !isDrawn(each)) ?? '';
    return `holds ${numberedCharacter(character)}, which can't be drawn`;
  },
});

const name = z.string().regex(partName, { error: partNameWords });
const count = z.int().min(0).max(grammarBounds.repeats);
const bound = z.string().max(grammarBounds.characters);
const styles = Object.keys(numberStyles) as [NumberStyle, ...NumberStyle[]];

/** What JSON's `null` in the place of a key would mean is not guessed. */
const node: z.ZodType<GrammarNode> = z.lazy(() =>
  z.union([
    z.string(),
    z.discriminatedUnion('kind', kinds, {
      error: ({ code }) =>
        code === 'invalid_union' ? `must be one of ${listed(kindNames, 20)}` : undefined,
    }),
  ]),
);

const alternative = z.strictObject({
  node,
  weight: z.int().min(1).max(grammarBounds.weight).optional(),
});

/** Nodes by their kinds. */
const kinds = [
  z.strictObject({ kind: z.literal('text'), text: drawnText }),
  z.strictObject({ kind: z.literal('class'), characters: drawnText.min(1) }),
  z.strictObject({ kind: z.literal('sequence'), of: z.array(node) }),
  z.strictObject({ kind: z.literal('choice'), of: z.array(alternative).min(1) }),
  z.strictObject({ kind: z.literal('repeat'), of: node, min: count, max: count }),
  z.strictObject({
    kind: z.literal('range'),
    from: bound,
    to: bound,
    spread: z.enum(spreads).optional(),
    style: z.enum(styles).optional(),
  }),
  z.strictObject({
    kind: z.literal('date'),
    format: z.string(),
    from: z.string().optional(),
    to: z.string().optional(),
  }),
  z.strictObject({ kind: z.literal('time'), format: z.string() }),
  z.strictObject({ kind: z.literal('list'), name }),
  z.strictObject({ kind: z.literal('part'), name }),
  z.strictObject({ kind: z.literal('check'), algorithm: z.enum(checkNames) }),
] as const;
const kindNames = kinds.map(({ shape }) => shape.kind.value);

const isName = (key: string) => partName.test(key) && !takenNames.includes(key);

const parts = z.record(z.string(), node).refine((all) => Object.keys(all).every(isName), {
  error: ({ input }) => {
    const wrong = Object.keys(input as object).find((key) => !isName(key)) ?? '';
    return takenNames.includes(wrong)
      ? `can't call one ${wrong}: {${wrong}} has a meaning already`
      : `can't call one ${valueWords(wrong)}: it ${partNameWords}`;
  },
});

const grammarSchema = z.strictObject({ number: node, parts: parts.optional() });

/**
 * A grammar from JSON, of anywhere.
 *
 * @throws AppError BAD_INPUT: what is wrong in it
 */
export function readGrammar(json: unknown): Grammar {
  const problem = sizeProblem(json);
  if (problem !== null) throw new AppError('BAD_INPUT', `The grammar ${problem}.`);
  const found = checked<Grammar>(grammarSchema, json, { subject: 'a grammar' });
  if ('problem' in found) throw new AppError('BAD_INPUT', `The grammar: ${found.problem}.`);
  return found.value;
}

/** Before anything else goes through it: what is wrong with its size, in words that follow it. */
function sizeProblem(json: unknown): string | null {
  const left: { value: unknown; depth: number }[] = [{ value: json, depth: 0 }];
  let [nodes, characters] = [0, 0];
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    const { value, depth } = next;
    if (typeof value === 'string') characters += value.length;
    if (characters > grammarBounds.characters) return 'has texts that are too long together';
    if (typeof value !== 'object' || value === null) continue;
    nodes++;
    const values = Array.isArray(value) ? value : Object.values(value);
    if (nodes + left.length + values.length > grammarBounds.nodes) return 'has too many nodes';
    if (depth > deepestNesting) return `lies in itself more than ${deepestNesting} deep`;
    for (const inner of values) left.push({ value: inner, depth: depth + 1 });
  }
  return null;
}

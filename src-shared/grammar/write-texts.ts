import {
  charactersOf,
  digitCharacters,
  digitCount,
  type Element,
  evenly,
  exactly,
  spanOver,
} from './element.js';

/** One text. */
export const textElement = (text: string): Element =>
  evenly({
    count: 1n,
    length: exactly(text.length),
    digits: exactly(digitCount(text)),
    alphabet: charactersOf(text),
    first: charactersOf(text.slice(0, 1)),
    always: charactersOf(text),
    unique: true,
    write: () => text,
  });

/** One of several characters, each of them once. */
export function classElement(characters: string): Element {
  const digits = digitCount(characters);
  const all = charactersOf(characters);
  return evenly({
    count: BigInt(characters.length),
    length: exactly(1),
    digits: { min: digits === characters.length ? 1 : 0, max: digits > 0 ? 1 : 0 },
    alphabet: all,
    first: all,
    always: characters.length === 1 ? all : 0,
    unique: true,
    write: (index) => characters.charAt(Number(index)),
  });
}

/** One of a list's texts, each of them once. */
export function listElement(texts: readonly string[]): Element {
  const lengths = texts.reduce(
    ({ min, max }, { length }) => ({ min: Math.min(min, length), max: Math.max(max, length) }),
    { min: Number.POSITIVE_INFINITY, max: 0 },
  );
  const sets = texts.map(charactersOf);
  return evenly({
    count: BigInt(texts.length),
    length: lengths,
    digits: texts.reduce((span, text) => spanOver([span, exactly(digitCount(text))]), {
      min: lengths.max,
      max: 0,
    }),
    alphabet: sets.reduce((all, set) => all | set, 0),
    first: texts.reduce((all, text) => all | charactersOf(text.slice(0, 1)), 0),
    always: sets.reduce((all, set) => all & set, -1),
    unique: true,
    write: (index) => texts[Number(index)] ?? '',
  });
}

/** Different texts of digits and a few marks. */
export function numberedElement({
  always,
  sometimes = '',
  ...element
}: Pick<Element, 'count' | 'length' | 'digits' | 'write'> & {
  /** The marks that stand in every text, and those that stand in some. */
  readonly always: string;
  readonly sometimes?: string;
}): Element {
  const alphabet = digitCharacters | charactersOf(always + sometimes);
  return evenly({
    ...element,
    alphabet,
    first: alphabet,
    always: charactersOf(always),
    unique: true,
  });
}

/** Characters that can't be seen, or only as a gap, and are met in what people paste. */
const names: Readonly<Record<string, string>> = {
  '\0': 'null',
  '\t': 'tab',
  '\n': 'line break',
  '\r': 'carriage return',
  '\u001b': 'escape',
  ' ': 'blank',
  '\u00a0': 'no-break space',
  '\u00ad': 'soft hyphen',
  '\u061c': 'Arabic letter mark',
  '\u2007': 'figure space',
  '\u2009': 'thin space',
  '\u200b': 'zero-width space',
  '\u200c': 'zero-width non-joiner',
  '\u200d': 'zero-width joiner',
  '\u200e': 'left-to-right mark',
  '\u200f': 'right-to-left mark',
  '\u2028': 'line separator',
  '\u2029': 'paragraph separator',
  '\u202a': 'left-to-right embedding',
  '\u202b': 'right-to-left embedding',
  '\u202c': 'pop directional formatting',
  '\u202d': 'left-to-right override',
  '\u202e': 'right-to-left override',
  '\u202f': 'narrow no-break space',
  '\u2060': 'word joiner',
  '\u2066': 'left-to-right isolate',
  '\u2067': 'right-to-left isolate',
  '\u2068': 'first strong isolate',
  '\u2069': 'pop directional isolate',
  '\u3000': 'ideographic space',
  '\ufeff': 'byte order mark',
};

const kinds: readonly (readonly [RegExp, string])[] = [
  [/\p{Cc}/u, 'control character'],
  [/\p{Cs}/u, 'half of a character'],
  [/\p{Zs}/u, 'space'],
  [/\p{Default_Ignorable_Code_Point}|\p{Cf}/u, 'invisible character'],
  [/\p{M}/u, 'combining mark'],
  [/\p{C}/u, 'unknown character'],
];

/**
 * A character as a message can show it: in quotes, or by its number and name where it could not be
 * seen, such as `U+202E right-to-left override`.
 */
export function visibleCharacter(character: string): string {
  const name = unseenName(character);
  return name === null ? JSON.stringify(character) : `${codePoint(character)} ${name}`;
}

/** The same with the number of those that can be seen, which may look like others: `"x" (U+0078)`. */
export function numberedCharacter(character: string): string {
  const visible = visibleCharacter(character);
  return unseenName(character) === null ? `${visible} (${codePoint(character)})` : visible;
}

/** What a character is that can't be seen; null for others. */
const unseenName = (character: string): string | null =>
  names[character] ?? kinds.find(([kind]) => kind.test(character))?.[1] ?? null;

const codePoint = (character: string): string =>
  `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;

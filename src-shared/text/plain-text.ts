/**
 * Texts from elsewhere (names, files, arguments) as a person may safely be shown them: nothing in
 * them is obeyed by a terminal or a page, and none fills the screen.
 */

/** Characters of a value, such as a name or an argument. */
const valueLength = 200;
/** Characters of a path; systems take 4,096, of which nobody types more than this. */
const pathLength = 1_000;
/** Characters of a whole message. */
const messageLength = 2_000;
/** Names in a list. */
const listLength = 10;

/** Controls (of a terminal too), ends of lines, overrides of a text's direction, halves of a character. */
const obeyed = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/gu;
const shortEscapes: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

const path = /\/|^\W?(?:[A-Za-z]:|\\)\\/;

/** One line, in which what would be obeyed is written out, such as `\u001b`. */
export const printable = (text: string): string =>
  text.replace(obeyed, (character) => shortEscapes[character] ?? escaped(character));

/** The same for a line of JSON, which stays the same JSON. */
export const printableJson = (json: string): string => json.replace(obeyed, escaped);

const escaped = (character: string): string =>
  `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** A text without its middle where it is longer than `most` characters. */
export function shortened(text: string, most = valueLength): string {
  if (text.length <= most) return text;
  const end = Math.floor(most / 4);
  // Not in the middle of a character.
  const head = text.slice(0, most - end - 1).replace(/[\ud800-\udbff]$/, '');
  const tail = text.slice(-end).replace(/^[\udc00-\udfff]/, '');
  return `${head}…${tail}`;
}

/** A message that may repeat what came from elsewhere. */
export function printableMessage(message: string): string {
  const words = printable(message).replace(/\S{201,}/g, (word) =>
    shortened(word, path.test(word) ? pathLength : valueLength),
  );
  return shortened(words, messageLength);
}

/** A few names of a list, and how many more there are. */
export function listed(names: readonly string[], most = listLength): string {
  const shown = names.slice(0, most).map((name) => shortened(name));
  const more = names.length - shown.length;
  return shown.join(', ') + (more > 0 ? ` and ${more} more` : '');
}

/** A value that came where another was expected, in words that follow "not". */
export function valueWords(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(shortened(value));
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (value === undefined) return 'missing';
  return typeof value === 'object' && value !== null ? 'an object' : String(value);
}

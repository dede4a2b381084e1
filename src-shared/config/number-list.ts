import { checkNumberText, plainNumberText } from './number-text.js';

/** The numbers of a list as they are written, or what is wrong with it, as a sentence. */
export type NumberList =
  | { readonly numbers: readonly string[]; readonly problem: null }
  | { readonly numbers: null; readonly problem: string };

/**
 * Reads a list of numbers: one a line, or several with tabs between them, as they come from a
 * spreadsheet. Blanks around a number and empty lines do not count. Of an empty text there are none.
 *
 * @param most numbers that the list may have
 * @param name of the list, where a person has to be told which
 */
export function readNumberList(
  text: string,
  { most, name }: { most: number; name?: string },
): NumberList {
  const wrong = (problem: string) => ({ numbers: null, problem });
  const place = (line: number) =>
    `Line ${line.toLocaleString('en-US')}${name === undefined ? '' : ` of ${name}`}`;
  const numbers: string[] = [];
  for (const [at, line] of text.split(/\r\n|[\n\r\u2028\u2029]/).entries()) {
    for (const cell of line.split('\t')) {
      const number = plainNumberText(cell).trim();
      if (number === '') continue;
      const problem = checkNumberText(cell.trim());
      if (problem !== null) return wrong(`${place(at + 1)} ${problem}.`);
      if (numbers.length === most) {
        const count = most.toLocaleString('en-US');
        return wrong(
          `${name ?? 'The list'} holds more than ${count} numbers: write them in parts.`,
        );
      }
      numbers.push(number);
    }
  }
  return { numbers, problem: null };
}

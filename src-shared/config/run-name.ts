import { visibleCharacter } from '../text/visible-character.js';
import { beginningOf, checkFileName } from './file-name.js';

/** Characters of the longest name of a run. */
const longest = 100;
const usable = /^[\p{L}\p{M}\p{N} ._-]$/u;
const invisible = /\p{Default_Ignorable_Code_Point}/u;

/** The name that a run gets from what was typed: composed, and without blanks around it. */
export const plainRunName = (typed: string): string => typed.trim().normalize('NFC');

/**
 * What is wrong with the name for a run, in words that follow the field's name ("must …"), or null
 * when it is good: one folder name, on every system. What the run is called is its `plainRunName`.
 */
export function checkRunName(typed: unknown): string | null {
  if (typeof typed !== 'string') return 'must be a text';
  // Of no more than is needed to see that it is too long: a page may send megabytes.
  const name = typed
    .trim()
    .slice(0, 10 * longest)
    .normalize('NFC');
  if (name === '') return 'must not be empty';
  const characters = [...name];
  if (characters.length > longest) return `must have at most ${longest} characters`;
  const place = characters.findIndex((each) => !usable.test(each) || invisible.test(each));
  if (place !== -1) {
    return `can hold letters, digits, blanks, dots, - and _ and nothing else: ${visibleCharacter(characters[place] ?? '')} at place ${place + 1} can't stand in it`;
  }
  if (!/^[\p{L}\p{N}]/u.test(name)) {
    return `must begin with a letter or a digit, not with ${visibleCharacter(characters[0] ?? '')}`;
  }
  return checkFileName(name);
}

/** Whether a run's folder of this name is called by it, and no other folder is. */
export const isRunName = (name: string): boolean =>
  checkRunName(name) === null && plainRunName(name) === name;

/** Room for a number behind a name that is taken. */
const countRoom = '-123456789';

/** As much of what a folder is called as the name of a run can be; null for one that can't. */
export function runNameLike(called: string): string | null {
  const room = { characters: longest - countRoom.length, ending: countRoom };
  const name = beginningOf(plainRunName(called), room).replace(/[ .]+$/, '');
  return isRunName(name) ? name : null;
}

/** The name of another run beside one of this name: `evening-2` is the second of `evening`. */
export const nthRunName = (name: string, nth: number): string =>
  nth === 1 ? name : `${name}-${nth}`;

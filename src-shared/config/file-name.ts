import { visibleCharacter } from '../text/visible-character.js';

/** Bytes of the longest name that file systems take. */
const longest = 255;
/** What no name can hold on some system, and what can't be seen in it. */
const unusable = /[/\\<>:"|?*\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Cf}\p{Default_Ignorable_Code_Point}]/u;
/** What Windows takes for a device, whatever ending follows. */
const device = /^(?:con|prn|aux|nul|(?:com|lpt)[0-9¹²³])(?: *\.| *$)/iu;

const bytesOf = (text: string): number => new TextEncoder().encode(text).length;

/** The beginning of a text that has room, in characters and among the bytes of a file's name. */
export function beginningOf(text: string, room: { characters: number; ending: string }): string {
  const characters = [...text.slice(0, 2 * room.characters)].slice(0, room.characters);
  const bytes = longest - bytesOf(room.ending);
  while (bytesOf(characters.join('')) > bytes) characters.pop();
  return characters.join('');
}

/**
 * What is wrong with the plain name of a file or folder, in words that follow "The name" ("must …"),
 * or null for one that every system takes.
 */
export function checkFileName(name: string): string | null {
  if (name === '') return 'must not be empty';
  const characters = [...name];
  const place = characters.findIndex((character) => unusable.test(character));
  if (place !== -1) {
    return `can't hold ${visibleCharacter(characters[place] ?? '')}, which stands at place ${place + 1}`;
  }
  if (/^[. ]/.test(name)) return 'must not begin with a dot or a blank';
  if (/[. ]$/.test(name)) return 'must not end with a dot or a blank';
  if (device.test(name)) {
    return `must not be ${JSON.stringify(name)}, which Windows keeps for a device`;
  }
  const bytes = bytesOf(name);
  if (bytes > longest) {
    return `must be shorter: it takes ${bytes} bytes, and file systems have room for ${longest}`;
  }
  return null;
}

/** Characters of a file's name before its ending. */
const longestStem = 150;

/**
 * A name that a file can have on every system. A run from elsewhere brings its own name, which may
 * be anything.
 */
export function fileName(name: string): string {
  const ending = /(?<=.)\.[\p{L}\p{N}]{1,10}$/su.exec(name)?.[0] ?? '';
  const stem = name.slice(0, name.length - ending.length);
  const usable = [...stem.normalize('NFC')].map((each) => (unusable.test(each) ? '-' : each));
  const begun = usable.join('').replace(/^[-. ]+/, '');
  const beginning = beginningOf(begun, { characters: longestStem, ending });
  const plain = beginning.replace(/[. ]+$/, '') || 'run';
  return `${device.test(plain) ? `${plain}_` : plain}${ending}`;
}

/**
 * The name of another file beside one of this name: `number (2).png` is the second of `number.png`,
 * `digits (2)-idx3-ubyte` of `digits-idx3-ubyte`.
 */
export const nthFileName = (name: string, nth: number): string =>
  nth === 1 ? name : name.replace(/(?<=.)(?:[-.]idx\d-ubyte|\.[^.]*)?$/s, ` (${nth})$&`);

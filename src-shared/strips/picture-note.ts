import { maxSeed } from '../config/fields.js';
import { checkNumberText } from '../config/number-text.js';
import { deepestNesting } from '../text/checked.js';
import { isDeeper } from '../text/nesting.js';
import { printable, printableJson, valueWords } from '../text/plain-text.js';

export const programName = 'Random Handwritten Digit Generator';

/** What a picture's file says of it, so that it can be had again. */
export interface PictureNote {
  readonly program: typeof programName;
  readonly version: string;
  /** What is written; null on a sheet of several numbers. */
  readonly number: string | null;
  /** 0 to 2^32 − 1. */
  readonly seed: number;
  /** The one hand that wrote it; null where none is known, or there are several. */
  readonly hand: number | null;
  /** The model's name, not where it lies. */
  readonly model: string;
  /** An object of what JSON can hold. Whoever uses it checks it first: it may come from anywhere. */
  readonly settings: object;
}

/** What a file was found to say. */
export type NoteReading =
  | { readonly kind: 'note'; readonly note: PictureNote }
  /** It is not by this program, or was written without a note. */
  | { readonly kind: 'none' }
  /** It is by this program; `problem` is in words that follow "its note can't be read:". */
  | { readonly kind: 'damaged'; readonly problem: string };

/** Names of a note's parts, as PNG registers them where it can (https://www.w3.org/TR/png-3/#11keywords). */
export const noteKeywords = ['Title', 'Software', 'Seed', 'Hand', 'Model', 'Settings'] as const;
export type NoteKeyword = (typeof noteKeywords)[number];

/** Characters of a note, or its bytes in a PNG. */
export const mostNote = 2 ** 20;

/** Characters of any part but the settings: more than any name has. */
const longestLine = 1_000;

/** The parts of a note, in lines without control characters. What does not apply is left out. */
export function noteParts(note: PictureNote): (readonly [NoteKeyword, string])[] {
  const { version, number, seed, hand, model, settings } = note;
  const parts: readonly (readonly [NoteKeyword, string | null])[] = [
    ['Title', number],
    ['Software', `${programName} ${version}`],
    ['Seed', String(seed)],
    ['Hand', hand === null ? null : String(hand)],
    ['Model', printable(model).replace(unwritable, '?')],
    ['Settings', printableJson(JSON.stringify(settings)).replace(unwritable, jsonEscape)],
  ];
  return parts.flatMap(([keyword, text]) => (text === null ? [] : [[keyword, text] as const]));
}

/** Two that XML can't hold, and the one that stands where bytes were no character. */
const unwritable = /[\ufffd-\uffff]/g;
const jsonEscape = (character: string): string => `\\u${character.charCodeAt(0).toString(16)}`;

/**
 * Takes a note's parts one after another, from a file that anybody may have written, and holds no more
 * of them than a note has.
 */
export class NoteParts {
  private readonly texts = new Map<NoteKeyword, string>();
  private problem: string | null = null;
  private length = 0;

  /** @param text null for one that is there and can't be read */
  add(keyword: NoteKeyword, text: string | null): void {
    this.length += text?.length ?? 0;
    if (text === null || text.includes('\ufffd')) this.fail(`its ${keyword} is damaged`);
    else if (this.texts.has(keyword)) this.fail(`it says ${keyword} twice`);
    else if (this.length > mostNote) this.fail('it is too long');
    else this.texts.set(keyword, text);
  }

  /** Damage that was found on the way; the first is told. */
  fail(problem: string): void {
    this.problem ??= problem;
  }

  /** Whose the parts are stands in Software: those of other programs are no note, whatever they say. */
  reading(): NoteReading {
    if (!this.texts.get('Software')?.startsWith(programName)) return { kind: 'none' };
    if (this.problem !== null) return { kind: 'damaged', problem: this.problem };
    try {
      return { kind: 'note', note: this.note() };
    } catch (error) {
      if (error instanceof DamagedPart) return { kind: 'damaged', problem: error.message };
      throw error;
    }
  }

  private note(): PictureNote {
    const hand = this.texts.get('Hand');
    return {
      program: programName,
      version: this.text('Software').slice(programName.length).trim(),
      number: numberOf(this.texts.get('Title')),
      seed: seedOf('Seed', this.text('Seed')),
      hand: hand === undefined ? null : seedOf('Hand', hand),
      model: this.text('Model'),
      settings: settingsOf(this.text('Settings')),
    };
  }

  private text(keyword: NoteKeyword): string {
    const text = this.texts.get(keyword);
    if (text === undefined) throw new DamagedPart(`it does not say ${keyword}`);
    if (keyword === 'Settings' || text.length <= longestLine) return text;
    throw new DamagedPart(`its ${keyword} is too long`);
  }
}

/** Its message follows "its note can't be read:". */
class DamagedPart extends Error {}

function numberOf(text: string | undefined): string | null {
  if (text === undefined) return null;
  const problem = checkNumberText(text);
  if (problem === null) return text;
  throw new DamagedPart(`its Title ${problem}`);
}

function seedOf(keyword: NoteKeyword, text: string): number {
  const seed = /^\d{1,10}$/.test(text) ? Number(text) : Number.NaN;
  if (seed <= maxSeed) return seed;
  throw new DamagedPart(
    `its ${keyword} must be a whole number from 0 to ${maxSeed}, not ${valueWords(text)}`,
  );
}

function settingsOf(json: string): object {
  const settings = isDeeper(json, deepestNesting) ? null : parsed(json);
  if (typeof settings === 'object' && settings !== null && !Array.isArray(settings)) {
    return settings;
  }
  throw new DamagedPart('its Settings are not written as they must be');
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}

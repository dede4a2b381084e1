import type { MadeSample } from './sample-maker.js';

/** What is counted of strips, as it stands in a marker. */
export interface Counts {
  /** How often each character stands at each place of a text, from the left. */
  readonly coverage: Record<string, number[]>;
  /** How often each digit of the bank was used: see `useWords`. */
  readonly digits: string;
}

/** Counts what strips are made of. */
export class Tally {
  private readonly places = new Map<string, number[]>();
  /** By the digits' places in the bank. */
  readonly use = new Map<number, number>();

  add({ text, digits }: Pick<MadeSample, 'text' | 'digits'>): void {
    for (const [place, character] of [...text].entries()) {
      addAt(this.placesOf(character), place, 1);
    }
    for (const digit of digits) this.addUse(digit, 1);
  }

  /** Adds what others have counted. */
  addCounts({ coverage, digits }: Counts): void {
    for (const [character, places] of Object.entries(coverage)) {
      const own = this.placesOf(character);
      for (const [place, count] of places.entries()) addAt(own, place, count);
    }
    for (const [digit, count] of useOf(digits)) this.addUse(digit, count);
  }

  counts(): Counts {
    const coverage = Object.fromEntries([...this.places].sort(([a], [b]) => (a < b ? -1 : 1)));
    return { coverage, digits: useWords(this.use) };
  }

  private placesOf(character: string): number[] {
    const places = this.places.get(character) ?? [];
    this.places.set(character, places);
    return places;
  }

  private addUse(digit: number, count: number): void {
    this.use.set(digit, (this.use.get(digit) ?? 0) + count);
  }
}

function addAt(counts: number[], place: number, count: number): void {
  while (counts.length <= place) counts.push(0);
  counts[place] = (counts[place] ?? 0) + count;
}

/** Numbers in few letters. */
const radix = 36;

/**
 * How often digits are used, in ascending order with blanks between: how far each lies behind the one
 * before it, and `*` and its count where that is not 1, both to the base of 36. `5 1*3` is digit 5 once and
 * digit 6 three times.
 */
export function useWords(use: ReadonlyMap<number, number>): string {
  let before = 0;
  return [...use]
    .sort(([a], [b]) => a - b)
    .map(([digit, count]) => {
      const step = (digit - before).toString(radix);
      before = digit;
      return count === 1 ? step : `${step}*${count.toString(radix)}`;
    })
    .join(' ');
}

/** What `useWords` writes. */
export const usePattern = /^(?:[0-9a-z]{1,7}(?:\*[0-9a-z]{1,7})?(?: (?!$)|$))*$/;

/** The other way round. */
export function* useOf(words: string): Generator<[digit: number, count: number]> {
  let digit = 0;
  for (const word of words === '' ? [] : words.split(' ')) {
    const [step = '', count = '1'] = word.split('*');
    digit += Number.parseInt(step, radix);
    yield [digit, Number.parseInt(count, radix)];
  }
}

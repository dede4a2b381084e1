import { bsnWeights } from './check-digits.js';
import {
  charactersOf,
  digitCharacters,
  digitCount,
  type Element,
  evenly,
  exactly,
} from './element.js';

const modulus = 11;
/** The rest that no digit can be. */
const noDigit = 10;

/**
 * Eight digits that have a check digit by the eleven-test, and that digit: a tenth or eleventh of all has
 * none, so they are counted by their rests, from the last place to the first.
 *
 * @param places the characters that may stand at each, eight of them digits
 * @returns null where none has a check digit
 */
export function bsnElement(places: readonly string[]): Element | null {
  const weights = weightsOf(places);
  const ways: bigint[][] = [
    Array.from({ length: modulus }, (_, rest) => (rest === noDigit ? 0n : 1n)),
  ];
  for (let at = places.length - 1; at >= 0; at--) {
    const after = ways[0] ?? [];
    const own = Array.from({ length: modulus }, (_, rest) =>
      [...(places[at] ?? '')].reduce(
        (sum, character) => sum + (after[next(rest, character, weights[at] ?? 0)] ?? 0n),
        0n,
      ),
    );
    ways.unshift(own);
  }
  const count = ways[0]?.[0] ?? 0n;
  if (count === 0n) return null;
  const alphabet = charactersOf(places.join('')) | digitCharacters;
  return evenly({
    count,
    length: exactly(places.length + 1),
    digits: exactly(digitCount(places.map((place) => place.charAt(0)).join('')) + 1),
    alphabet,
    first: charactersOf(places[0] ?? ''),
    always: places
      .filter(({ length }) => length === 1)
      .reduce((all, place) => all | charactersOf(place), 0),
    unique: true,
    write(index) {
      let [left, rest, text] = [index, 0, ''];
      for (const [at, place] of places.entries()) {
        for (const character of place) {
          const then = next(rest, character, weights[at] ?? 0);
          const size = ways[at + 1]?.[then] ?? 0n;
          if (left < size) {
            [text, rest] = [text + character, then];
            break;
          }
          left -= size;
        }
      }
      return text + rest;
    },
  });
}

/** A mark's weight is none. */
function weightsOf(places: readonly string[]): number[] {
  let digits = 0;
  return places.map((place) => (digitCount(place) === 0 ? 0 : (bsnWeights[digits++] ?? 0)));
}

const next = (rest: number, character: string, weight: number): number =>
  weight === 0 ? rest : (rest + Number(character) * weight) % modulus;

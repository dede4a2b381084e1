/**
 * Check digits by tables and by ISO/IEC 7064: those that catch every single wrong digit and every two
 * neighbours that changed places (MOD 11,10: nearly all).
 */

/** Verhoeff's permutation of the digits; by place it is done so many times (it is of order 8). */
const turned = [1, 5, 7, 6, 2, 8, 3, 0, 9, 4] as const;

/** The product of the dihedral group of order ten: turns 0 to 4, mirrored ones 5 to 9. */
function product(a: number, b: number): number {
  const [turn, other] = [a % 5, b % 5];
  const sum = a < 5 ? (turn + other) % 5 : (turn - other + 5) % 5;
  return a < 5 === b < 5 ? sum : sum + 5;
}

const inverse = (a: number): number => (a < 5 ? (5 - a) % 5 : a);

/** @see J. Verhoeff, Error Detecting Decimal Codes, 1969 */
export function verhoeff(digits: readonly number[]): string {
  const check = digits.toReversed().reduce((held, digit, at) => {
    let value = digit;
    for (let times = (at + 1) % 8; times > 0; times--) value = turned[value] ?? 0;
    return product(held, value);
  }, 0);
  return String(inverse(check));
}

/** A totally anti-symmetric quasigroup of order ten, a row for each held digit. */
const dammRows = [
  '0317598642',
  '7092154863',
  '4206871359',
  '1750983426',
  '6123045978',
  '3674209581',
  '5869720134',
  '8945362017',
  '9438617205',
  '2581436790',
] as const;

/** @see H. M. Damm, Total anti-symmetrische Quasigruppen, 2004 */
export const damm = (digits: readonly number[]): string =>
  String(digits.reduce((held, digit) => Number(dammRows[held]?.[digit]), 0));

/** MOD 11,10, a hybrid system: always a digit. @see ISO/IEC 7064 */
export function iso7064Mod11(digits: readonly number[]): string {
  const held = digits.reduce((product, digit) => (((product + digit) % 10 || 10) * 2) % 11, 10);
  return String((11 - held) % 10);
}

/** MOD 97-10: two digits. @see ISO/IEC 7064 */
export function iso7064Mod97(digits: readonly number[]): string {
  const rest = digits.reduce((held, digit) => (held * 10 + digit) % 97, 0);
  return String(98 - ((rest * 100) % 97)).padStart(2, '0');
}

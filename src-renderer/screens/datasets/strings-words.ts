import { formatInteger, formatTyped } from '../../format.js';

/** From here on a count is only told about: 1.2 × 10²⁶. */
const mostExact = 10n ** 15n;

const raised = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** How many numbers a grammar has: "1 number", "99,999 numbers", "1.2 × 10²⁶ numbers". */
export const stringsWords = (count: bigint): string =>
  `${countWords(count)} ${count === 1n ? 'number' : 'numbers'}`;

function countWords(count: bigint): string {
  if (count < mostExact) return formatInteger(count);
  const power = String(count).length - 1;
  // Of two figures: what is lost by the division is not seen.
  const tenths = Number(count / 10n ** BigInt(power - 1)) / 10;
  const exponent = [...String(power)].map((digit) => raised[Number(digit)]).join('');
  return tenths === 1 ? `10${exponent}` : `${formatTyped(tenths)} × 10${exponent}`;
}

import { damm, iso7064Mod11, iso7064Mod97, verhoeff } from './group-checks.js';

/** How a check digit follows from the digits before it. */
interface Check {
  /** What it is for, in words. */
  readonly help: string;
  /** Digits that it is over; null: any number of them from 1. */
  readonly over: number | null;
  /** Digits that it writes. */
  readonly length: number;
  /** The check digits of these digits; null where there are none (see `bsnDigit`). */
  readonly compute: (digits: readonly number[]) => string | null;
}

/**
 * The sum of digits times weights.
 *
 * @param weights from the first digit; too short ones begin again
 */
const weighted = (digits: readonly number[], weights: readonly number[]): number =>
  digits.reduce((sum, digit, at) => sum + digit * (weights[at % weights.length] ?? 0), 0);

/** What is missing to the next ten. */
const toTen = (sum: number): string => String((10 - (sum % 10)) % 10);

/** @see US patent 2,950,048; ISO/IEC 7812-1, annex B */
const luhn = (digits: readonly number[]): string =>
  toTen(
    digits.reduceRight((sum, digit, at) => {
      const isDoubled = (digits.length - at) % 2 === 1;
      return sum + (isDoubled ? digit * 2 - (digit > 4 ? 9 : 0) : digit);
    }, 0),
  );

/** @see GS1 General Specifications, section 7.9: the last of these digits counts three times. */
const gtin = (digits: readonly number[]): string => toTen(weighted(digits.toReversed(), [3, 1]));

/** The routing numbers of the American Bankers Association. */
const aba = (digits: readonly number[]): string => toTen(weighted(digits, [3, 7, 1]));

/** The number of Poland's register of persons. */
const pesel = (digits: readonly number[]): string => toTen(weighted(digits, [1, 3, 7, 9]));

/** Brazil's number of tax payers: two digits, the second over the first too. */
function cpf(digits: readonly number[]): string {
  const next = (all: readonly number[]) => {
    const sum = all.reduce((total, digit, at) => total + digit * (all.length + 1 - at), 0);
    return ((sum * 10) % 11) % 10;
  };
  const first = next(digits);
  return `${first}${next([...digits, first])}`;
}

/** The weights of the Dutch citizens' number, from the first digit. */
export const bsnWeights: readonly number[] = [9, 8, 7, 6, 5, 4, 3, 2];

/** The eleven-test of the Netherlands; a rest of ten is no digit: there is no such number. */
function bsn(digits: readonly number[]): string | null {
  const rest = weighted(digits, bsnWeights) % 11;
  return rest === 10 ? null : String(rest);
}

const swissCarries = [0, 9, 4, 6, 8, 2, 7, 1, 3, 5] as const;

/** Modulo 10, recursive. @see Swiss Implementation Guidelines QR-bill, annex B */
function swissQr(digits: readonly number[]): string {
  const carry = digits.reduce((held, digit) => swissCarries[(held + digit) % 10] ?? 0, 0);
  return toTen(carry);
}

const one = { length: 1, over: null } as const;

/** All check digits of a grammar, by the name that it writes in braces. */
const checks = {
  luhn: { ...one, help: 'Luhn: payment cards, IMEI', compute: luhn },
  verhoeff: { ...one, help: 'Verhoeff: Aadhaar', compute: verhoeff },
  damm: { ...one, help: 'Damm', compute: damm },
  'mod11-10': { ...one, help: 'ISO 7064 MOD 11,10: OIB, German tax ID', compute: iso7064Mod11 },
  'mod97-10': { ...one, length: 2, help: 'ISO 7064 MOD 97-10, two digits', compute: iso7064Mod97 },
  gtin8: { ...one, over: 7, help: 'GTIN-8, EAN-8', compute: gtin },
  gtin12: { ...one, over: 11, help: 'GTIN-12, UPC', compute: gtin },
  gtin13: { ...one, over: 12, help: 'GTIN-13, EAN-13, ISBN-13', compute: gtin },
  gtin14: { ...one, over: 13, help: 'GTIN-14', compute: gtin },
  aba: { ...one, over: 8, help: 'routing numbers of American banks', compute: aba },
  cpf: { length: 2, over: 9, help: 'CPF of Brazil, two digits', compute: cpf },
  pesel: { ...one, over: 10, help: 'PESEL of Poland', compute: pesel },
  bsn: { ...one, over: 8, help: 'BSN of the Netherlands', compute: bsn },
  'swiss-qr': { ...one, over: 26, help: "reference of Switzerland's QR bill", compute: swissQr },
} as const satisfies Readonly<Record<string, Check>>;
export type CheckName = keyof typeof checks;

export const checkNames = Object.keys(checks) as CheckName[];

export const isCheckName = (name: string): name is CheckName => Object.hasOwn(checks, name);

/** A check by its name, as the others are. */
export const checkOf = (name: CheckName): Check => checks[name];

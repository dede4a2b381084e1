import type { Grouping } from '../config/composing.js';

/** Signs and brackets before, a whole part, a decimal part, and what may follow. */
const plainNumber = /^([-+($€£¥ ]*)([0-9]+)(?:[.,][0-9]+)?([)%$€£¥ ]*)$/;
const currency = /[$€£¥]/;

/**
 * Where a text that is one plain number is parted: the gaps, each by the place of the character before
 * it, between the groups of its whole part. A sign, a currency, a bracket and a per cent sign may stand
 * beside the number, once each. Any other text (a date, a sum, a number that is parted already) says
 * itself where it is parted: none.
 */
export function partedGaps(text: string, grouping: Grouping): ReadonlySet<number> {
  const [, before = '', whole = '', behind = ''] = plainNumber.exec(text) ?? [];
  const signs = [...before, ...behind].filter((sign) => sign !== ' ').map(kindOf);
  if (new Set(signs).size < signs.length) return new Set();
  const places = Array.from({ length: Math.max(0, whole.length - 1) }, (_, place) => place);
  const gaps = places.filter((place) => beginsGroup(whole.length - 1 - place, grouping));
  return new Set(gaps.map((place) => before.length + place));
}

const kindOf = (sign: string): string => {
  if (currency.test(sign)) return 'currency';
  return sign === '-' || sign === '+' ? 'sign' : sign;
};

/** Whether a group begins with as many digits of the whole part to the right. */
const beginsGroup = (digits: number, grouping: Grouping): boolean =>
  grouping === 'thousands' ? digits % 3 === 0 : digits >= 3 && (digits - 3) % 2 === 0;

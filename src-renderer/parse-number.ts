/**
 * Reads a number as people of a locale type it: its decimal and grouping signs, any spaces, a
 * plain point or comma where it can only be a decimal sign, exponents. Null when it is none.
 */
export function parseNumber(text: string, locale?: string): number | null {
  const { decimal, group } = signsOf(locale);
  const dense = text.replace(/[\s\u2212'’]/g, (sign) => (sign === '\u2212' ? '-' : ''));
  const other = decimal === ',' ? '.' : ',';
  const grouped = new RegExp(`^-?[1-9]\\d{0,2}(?:\\${other}\\d{3})+(?:\\${decimal}\\d*)?$`);
  const plain =
    group.trim() === other && grouped.test(dense)
      ? dense.replaceAll(other, '').replace(decimal, '.')
      : dense.replace(/[.,]/, '.');
  if (!/^[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?$/i.test(plain)) return null;
  return Number(plain);
}

function signsOf(locale?: string): { decimal: string; group: string } {
  const parts = new Intl.NumberFormat(locale).formatToParts(12345.6);
  const sign = (type: string) => parts.find((part) => part.type === type)?.value ?? '';
  return { decimal: sign('decimal') || '.', group: sign('group') };
}

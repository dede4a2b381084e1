/** The signs that a person's locale parts numbers with. Their digits are 0 to 9, as the texts around. */
export interface LocalSigns {
  readonly decimal: string;
  /** Between groups of three; empty where there is none. */
  readonly group: string;
}

/** @param locale of the person, unless told */
export function localSigns(locale?: string): LocalSigns {
  const format = new Intl.NumberFormat(locale, { numberingSystem: 'latn' });
  const parts = format.formatToParts(1234567.5);
  const sign = (type: string) => parts.find((part) => part.type === type)?.value ?? '';
  return { decimal: sign('decimal') || '.', group: sign('group') };
}

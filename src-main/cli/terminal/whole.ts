/** A number without its fraction, for people: `60,000`. */
export const whole = (value: number): string => Math.round(value).toLocaleString('en-US');

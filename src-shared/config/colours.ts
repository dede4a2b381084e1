/** The sixteen names of HTML 4, which every one of us learnt. */
const names: Readonly<Record<string, string>> = {
  black: '#000000',
  silver: '#c0c0c0',
  gray: '#808080',
  grey: '#808080',
  white: '#ffffff',
  maroon: '#800000',
  red: '#ff0000',
  purple: '#800080',
  fuchsia: '#ff00ff',
  green: '#008000',
  lime: '#00ff00',
  olive: '#808000',
  yellow: '#ffff00',
  navy: '#000080',
  blue: '#0000ff',
  teal: '#008080',
  aqua: '#00ffff',
};

export const colourNames: readonly string[] = Object.keys(names);

/** What a message shows of the colours that can be given. */
export const colourExamples = '#1f4e8c, #fff or navy';

/** Red, green and blue, each 0 to 255. */
export type Rgb = readonly [red: number, green: number, blue: number];

/** A colour as a person writes it, `#1F4E8C`, `#fff`, `navy`, as `#rrggbb`; null for anything else. */
export function parseColour(text: string): string | null {
  const plain = text.trim().toLowerCase();
  if (Object.hasOwn(names, plain)) return names[plain] ?? null;
  const hex = /^#?([0-9a-f]{3}|[0-9a-f]{6})$/.exec(plain)?.[1];
  if (hex === undefined) return null;
  return `#${hex.length === 6 ? hex : [...hex].map((digit) => digit + digit).join('')}`;
}

export const isColour = (value: string): boolean => /^#[0-9a-f]{6}$/.test(value);

/** @param colour `#rrggbb` */
export function rgbOf(colour: string): Rgb {
  const number = Number.parseInt(colour.slice(1), 16);
  return [number >> 16, (number >> 8) & 255, number & 255];
}

/** @param colour `#rrggbb`; white is black, blue is yellow */
export const inverted = (colour: string): string =>
  `#${(0xffffff - Number.parseInt(colour.slice(1), 16)).toString(16).padStart(6, '0')}`;

/** Whether a colour is seen on a dark ground rather than on a white one: by its luminance in Rec. 709. */
export function isLight(colour: string): boolean {
  const [red, green, blue] = rgbOf(colour);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue > 140;
}

/** The screens in the order of the navigation; Alt+1 is the first. */
export const screenNames = ['train', 'digits', 'numbers', 'data-sets', 'models', 'engine'] as const;

export type ScreenName = (typeof screenNames)[number];

/** What is reached from where it is spoken of, and not by a key, comes beside the screens. */
export type PageName = ScreenName | 'how-it-works';

export const screenTitles: Readonly<Record<PageName, string>> = {
  train: 'Train',
  digits: 'Digits',
  numbers: 'Numbers',
  'data-sets': 'Data sets',
  models: 'Models',
  engine: 'Engine',
  'how-it-works': 'How it works',
};

const isPageName = (name: string): name is PageName => Object.hasOwn(screenTitles, name);

export const isScreenName = (name: string): name is ScreenName =>
  screenNames.some((screen) => screen === name);

/** What an address shows. */
export interface Place {
  readonly screen: PageName;
  /** The id of the run whose details Models shows; null for the list, and on other screens. */
  readonly run: string | null;
}

/** The place that an address's hash names (`#/train`, `#/models/evening`), or null. */
export function placeOfHash(hash: string): Place | null {
  const [, screen = '', run = ''] = /^#\/([^/]+)(?:\/([^/]+))?$/.exec(hash) ?? [];
  if (!isPageName(screen)) return null;
  return { screen, run: screen === 'models' ? decoded(run) : null };
}

export const hashOfPlace = ({ screen, run }: Place): string =>
  run === null ? `#/${screen}` : `#/${screen}/${encodeURIComponent(run)}`;

function decoded(part: string): string | null {
  try {
    return decodeURIComponent(part) || null;
  } catch {
    return null; // typed by hand
  }
}

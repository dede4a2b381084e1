/** The screens in the order of the navigation; Alt+1 is the first. */
export const screenNames = ['train', 'digits', 'numbers', 'data-sets', 'models', 'engine'] as const;

export type ScreenName = (typeof screenNames)[number];

/** What is reached from where it is spoken of, and not by a key, comes beside the screens. */
export type PageName = ScreenName | 'compare' | 'how-it-works';

export const screenTitles: Readonly<Record<PageName, string>> = {
  train: 'Train',
  digits: 'Digits',
  numbers: 'Numbers',
  'data-sets': 'Data sets',
  models: 'Models',
  engine: 'Engine',
  compare: 'Compare',
  'how-it-works': 'How it works',
};

const isPageName = (name: string): name is PageName => Object.hasOwn(screenTitles, name);

export const isScreenName = (name: string): name is ScreenName =>
  screenNames.some((screen) => screen === name);

/** What an address shows. */
export interface Place {
  readonly screen: PageName;
  /** Ids of runs: that whose details Models shows, those that are compared; none elsewhere. */
  readonly runs: readonly string[];
}

/** More would not be told apart. */
export const mostCompared = 4;

const mostRuns: { readonly [Page in PageName]?: number } = { models: 1, compare: mostCompared };

/** The place that an address's hash names (`#/train`, `#/models/evening`, `#/compare/one/other`), or null. */
export function placeOfHash(hash: string): Place | null {
  const [, screen = '', rest = ''] = /^#\/([^/]+)(.*)$/.exec(hash) ?? [];
  if (!isPageName(screen)) return null;
  const runs = new Set(rest.split('/').flatMap(decoded));
  return { screen, runs: [...runs].slice(0, mostRuns[screen] ?? 0) };
}

export const hashOfPlace = ({ screen, runs }: Place): string =>
  ['#', screen, ...runs.map(encodeURIComponent)].join('/');

function decoded(part: string): string[] {
  try {
    return [decodeURIComponent(part)].filter(Boolean);
  } catch {
    return []; // typed by hand
  }
}

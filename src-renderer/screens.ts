/** The screens in the order of the navigation; Alt+1 is the first. */
export const screenNames = ['train', 'digits', 'numbers', 'data-sets', 'models', 'engine'] as const;

export type ScreenName = (typeof screenNames)[number];

export const screenTitles: Readonly<Record<ScreenName, string>> = {
  train: 'Train',
  digits: 'Digits',
  numbers: 'Numbers',
  'data-sets': 'Data sets',
  models: 'Models',
  engine: 'Engine',
};

export const isScreenName = (name: string): name is ScreenName =>
  screenNames.some((screen) => screen === name);

/** The screen that an address's hash names (`#/train`), or null. */
export const screenOfHash = (hash: string): ScreenName | null =>
  screenNames.find((name) => hash === `#/${name}`) ?? null;

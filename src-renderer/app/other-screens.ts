// One file, so that what they share with the first screen is one file as well: a slow line pays for each.
import type { Component } from 'svelte';
import Compare from '../screens/Compare.svelte';
import DataSets from '../screens/DataSets.svelte';
import Digits from '../screens/Digits.svelte';
import Engine from '../screens/Engine.svelte';
import HowItWorks from '../screens/HowItWorks.svelte';
import Models from '../screens/Models.svelte';
import Numbers from '../screens/Numbers.svelte';
import { openPictures } from '../screens/numbers/open-picture.js';
import type { PageName } from '../screens.js';

export { openPictures };

/** All screens but the one that is there first. */
export const otherScreens: Readonly<Record<Exclude<PageName, 'train'>, Component>> = {
  digits: Digits,
  numbers: Numbers,
  'data-sets': DataSets,
  compare: Compare,
  models: Models,
  engine: Engine,
  'how-it-works': HowItWorks,
};

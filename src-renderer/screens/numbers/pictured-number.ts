import {
  type ComposingConfig,
  composingFields,
  mostReplaced,
} from '../../../src-shared/config/composing.js';
import { maxSeed } from '../../../src-shared/config/fields.js';
import type { Look } from '../../../src-shared/config/look.js';
import { digitsOf } from '../../../src-shared/config/number-text.js';
import type { PictureNote } from '../../../src-shared/strips/picture-note.js';
import { fieldsOf } from '../../connection/fields-of.js';
import { goodComposing, goodLook } from '../../connection/parse-settings.js';

/** A number as its picture says that it was written. */
export interface PicturedNumber {
  /** The name of what drew it. */
  readonly model: string;
  readonly config: ComposingConfig;
  readonly replaced: readonly { readonly position: number; readonly index: number }[];
  readonly look: Look;
}

/**
 * What a note says of a number, each value checked: anybody may have written it. Else what is wrong, in
 * words that follow the picture's name.
 */
export function numberOfNote({ model, settings }: PictureNote): PicturedNumber | string {
  const { config: stored, replaced = [], look: storedLook, numbers } = fieldsOf(settings);
  if (numbers !== undefined) {
    return 'is a page of several numbers: open the picture of a single one';
  }
  const config = goodComposing(stored);
  const wrong = composingNames.find((name) => !(name in config));
  if (wrong !== undefined || !isWhole(config)) {
    const label =
      wrong === undefined || wrong === 'number' ? 'Number' : composingFields[wrong].label;
    return `says how it was written, but not so that it can be used: "${label}" is missing or wrong`;
  }
  const look = goodLook(storedLook);
  if (look === undefined) return 'says how it was written, but not in which look';
  if (!areReplaced(replaced, config)) {
    return 'says how it was written, but not which digits were drawn again';
  }
  return { model, config, replaced, look };
}

const composingNames: readonly (keyof ComposingConfig)[] = [
  'number',
  ...(Object.keys(composingFields) as (keyof typeof composingFields)[]),
];

const isWhole = (config: Partial<ComposingConfig>): config is ComposingConfig =>
  composingNames.every((name) => name in config);

function areReplaced(
  value: unknown,
  { number, digits }: ComposingConfig,
): value is { position: number; index: number }[] {
  const places = number === null ? digits : digitsOf(number).length;
  if (!Array.isArray(value) || value.length > mostReplaced) return false;
  return value.every((entry) => {
    const { position, index } = fieldsOf(entry);
    return isBelow(position, places) && isBelow(index, maxSeed);
  });
}

const isBelow = (value: unknown, bound: number): boolean =>
  Number.isSafeInteger(value) && Number(value) >= 0 && Number(value) < bound;

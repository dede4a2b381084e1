import { composingDefaults, composingFields } from '../../../src-shared/config/composing.js';
import {
  type Look,
  type LookName,
  lookFields,
  lookNames,
  looks,
} from '../../../src-shared/config/look.js';
import type { PictureFormat } from '../../../src-shared/config/picture-formats.js';
import { shippedId } from '../../../src-shared/contract/model-ids.js';
import type { NumberSettings } from '../../../src-shared/contract/picture-settings.js';
import { shellWord } from '../../files/shell-word.js';
import { saidFlags } from './said-flags.js';

/** The look that a number has on the command line when none is said. */
const usualLook: LookName = 'network';

/**
 * The command that writes a number of these settings, as a person can type it: what is said is what
 * differs from what holds without it. Digits that were drawn anew it can't say.
 *
 * @param model the model's name
 */
export function composeCommand(
  { config, look }: NumberSettings,
  { model, format }: { model: string; format: PictureFormat },
): string {
  const { digits: _, ...ofText } = composingFields;
  const { number } = config;
  const fields = number === null ? composingFields : ofText;
  return [
    ...['digits', 'compose'],
    ...(number === null ? [] : ['--number', number]),
    ...(model === shippedId ? [] : ['--model', model]),
    ...saidFlags(fields, { values: config, usual: composingDefaults }),
    ...lookFlags(look),
    ...(format === 'png' ? [] : ['--format', format]),
  ]
    .map((word) => shellWord(word))
    .join(' ');
}

/** The look with a name that is nearest, and what differs from it. */
export function lookFlags(look: Look): string[] {
  const ways = lookNames.map((name) => {
    const usual = looks[name];
    // A height says the size: whatever the scale is, both can't be said.
    const values = look.height === null ? look : { ...look, scale: usual.scale };
    const changes = saidFlags(lookFields, { values, usual });
    // Without its name, strokes would be drawn smooth for another size.
    return name === usualLook && changes.length === 0 ? [] : ['--look', name, ...changes];
  });
  return ways.reduce((short, way) => (way.length < short.length ? way : short));
}

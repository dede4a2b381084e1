import type { Command } from 'commander';
import { type ComposingConfig, composingFields } from '../../../src-shared/config/composing.js';
import { fieldOption } from './field-option.js';
import type { OptionReader } from './option-reader.js';

/** A new hand for every digit. */
const each = 'each';

export type ChosenHand = Pick<ComposingConfig, 'hand' | 'slant' | 'strokeWidth'>;

/** `--hand`, `--slant` and `--stroke-width`, for models that know hands. */
export function addHandOptions(command: Command, usualHand: string): Command {
  const { hand, slant, strokeWidth } = composingFields;
  const help = `of a conditional model: seed of the hand that writes, or ${each} for a new one for every digit`;
  return command
    .addOption(fieldOption({ ...hand, help }, { default: `default ${usualHand}`, word: each }))
    .addOption(fieldOption(slant, { default: 'default as the hand has it' }))
    .addOption(fieldOption(strokeWidth, { default: 'default as the hand has it' }));
}

/** Whose hand writes; null where it was left open. */
export const readHand = (options: OptionReader): ChosenHand => ({
  hand: options.value('hand') === each ? each : (options.number('hand') ?? null),
  slant: options.number('slant') ?? null,
  strokeWidth: options.number('strokeWidth') ?? null,
});

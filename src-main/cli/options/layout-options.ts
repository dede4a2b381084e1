import type { Command } from 'commander';
import {
  type ComposingConfig,
  composingDefaults,
  composingFields,
  groupings,
} from '../../../src-shared/config/composing.js';
import { fieldOption } from './field-option.js';
import { readHand } from './hand-options.js';
import type { OptionReader } from './option-reader.js';

/** How numbers are put together, whatever they are. */
export type Layout = Omit<ComposingConfig, 'number' | 'digits' | 'seed'>;

/** Says that there is none; commander would take a null for a missing value. */
const off = 'off';

const usual = (value: number | string | null): { default: string } => ({
  default: `default ${value}`,
});

/** How digits are chosen and put side by side. */
export function addLayoutOptions(command: Command): Command {
  const { legibility, thousandsSpacing, grouping, minSpacing, maxSpacing, inkThreshold } =
    composingFields;
  return command
    .addOption(fieldOption(legibility, { ...usual(composingDefaults.legibility), word: off }))
    .addOption(
      fieldOption(thousandsSpacing, { ...usual(composingDefaults.thousandsSpacing), word: off }),
    )
    .addOption(fieldOption(grouping, usual(composingDefaults.grouping)))
    .addOption(fieldOption(minSpacing, usual(composingDefaults.minSpacing)))
    .addOption(fieldOption(maxSpacing, usual(composingDefaults.maxSpacing)))
    .addOption(fieldOption(inkThreshold, usual(composingDefaults.inkThreshold)));
}

export function readLayout(options: OptionReader): Layout {
  const orOff = (name: 'legibility' | 'thousandsSpacing') =>
    options.value(name) === off ? null : (options.number(name) ?? composingDefaults[name]);
  const grouping = options.text('grouping');
  return {
    legibility: orOff('legibility'),
    thousandsSpacing: orOff('thousandsSpacing'),
    grouping: groupings.find((name) => name === grouping) ?? composingDefaults.grouping,
    minSpacing: options.number('minSpacing') ?? composingDefaults.minSpacing,
    maxSpacing: options.number('maxSpacing') ?? composingDefaults.maxSpacing,
    inkThreshold: options.number('inkThreshold') ?? composingDefaults.inkThreshold,
    ...readHand(options),
  };
}

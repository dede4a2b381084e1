import type { Command } from 'commander';
import { type Look, lookFields, lookNames, looks } from '../../../src-shared/config/look.js';
import type { PictureFormat } from '../../../src-shared/config/picture-formats.js';
import { AppError } from '../../../src-shared/contract/errors.js';
import { checked } from '../../../src-shared/text/checked.js';
import { fieldOption } from './field-option.js';
import { givenFields } from './given-fields.js';
import type { OptionReader } from './option-reader.js';

/** What a picture is for: that says how it looks where nothing else does. */
interface LookUse {
  readonly format: PictureFormat;
  readonly isSheet: boolean;
}

const lookChoice = {
  kind: 'choice',
  flag: '--look',
  label: 'Look',
  help: 'what the next options change: network is white on black as the network drew it, ink is dark on a transparent ground',
  choices: lookNames,
} as const;

/** `--look` and an option for each field of one. None has a default of its own: the look has. */
export function addLookOptions(command: Command): Command {
  command.addOption(
    fieldOption(lookChoice, {
      default:
        'default network for PNG, ink for other formats and where a colour is said, on white for pages of pixels',
    }),
  );
  for (const field of Object.values(lookFields)) {
    command.addOption(fieldOption(field));
    if (field === lookFields.smooth) {
      command.option('--no-smooth', 'draw the pixels that the network drew, as squares');
    }
  }
  return command;
}

/**
 * The look that the options ask for: what differs from the one named, or from the usual one.
 *
 * @throws AppError BAD_INPUT when they don't go together
 */
export async function readLook(options: OptionReader, use: LookUse): Promise<Look> {
  const name = lookNames.find((known) => known === options.text('look'));
  const given = givenFields(options, lookFields);
  requireOneSize(given, use);
  const look = {
    ...(name === undefined ? usualLook(use, given) : looks[name]),
    // Nobody who asks for another size or stroke and names no look means squares.
    ...(name === undefined && changesStrokes(given) && { smooth: true }),
    ...given,
  };
  const { lookSchema } = await import('../../../src-shared/config/validation.js');
  const found = checked(lookSchema, look);
  if ('problem' in found) throw new AppError('BAD_INPUT', `${found.problem}.`);
  return found.value;
}

/**
 * The network's pixels can't be drawn as shapes, and pages of pixels are made to be seen as paper. Who
 * says a colour means ink.
 */
function usualLook({ format, isSheet }: LookUse, given: Readonly<Record<string, unknown>>): Look {
  const isPlain = format === 'png' && !('ink' in given) && !('paper' in given);
  if (!isSheet) return isPlain ? looks.network : looks.ink;
  const isShapes = format === 'svg' || format === 'pdf';
  return { ...looks.ink, paper: isShapes ? null : '#ffffff' };
}

const ofStrokes = ['scale', 'height', 'lineWidth', 'shear'] as const;

const changesStrokes = (given: Readonly<Record<string, unknown>>): boolean =>
  ofStrokes.some((name) => name in given && given[name] !== looks.network[name]);

function requireOneSize(given: Readonly<Record<string, unknown>>, { isSheet }: LookUse): void {
  const sizes = [lookFields.scale, lookFields.height, lookFields.margin];
  const names = ['scale', 'height', 'margin'];
  const ofPicture = sizes.find((_, at) => (names[at] ?? '') in given);
  if (isSheet && ofPicture !== undefined) {
    throw new AppError(
      'BAD_INPUT',
      `${ofPicture.flag} is for a picture of one number; on a page --line-height says how large the numbers are.`,
    );
  }
  if ('scale' in given && typeof given.height === 'number') {
    throw new AppError('BAD_INPUT', '--scale and --height both say the size: choose one.');
  }
}

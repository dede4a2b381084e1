import { formatWords } from '../../../src-shared/config/output-endings.js';
import type { PictureFormat } from '../../../src-shared/config/picture-formats.js';
import { AppError } from '../../../src-shared/contract/errors.js';
import { shippedId } from '../../../src-shared/contract/model-ids.js';
import {
  type NumberSettings,
  numberSettingsOf,
  sheetSettingsOf,
} from '../../../src-shared/contract/picture-settings.js';
import type { PictureNote } from '../../../src-shared/strips/picture-note.js';
import {
  mostLookedAt,
  pictureFormat,
  readPictureNote,
} from '../../../src-shared/strips/read-picture-note.js';
import { listed } from '../../../src-shared/text/plain-text.js';
import { withForeignFile } from '../../files/foreign-file.js';
import { composeCommand, lookFlags } from '../options/compose-command.js';
import { whole } from '../terminal/whole.js';

export interface InspectedPicture {
  readonly format: PictureFormat;
  readonly note: PictureNote;
}

/**
 * What a picture's file says of it.
 *
 * @throws AppError NOT_FOUND, NOT_WRITABLE; UNSUPPORTED for a file without a note, INVALID_DATA for a
 *   damaged one
 */
export async function inspectPicture(path: string): Promise<InspectedPicture> {
  const file = await withForeignFile(
    path,
    { maxBytes: Number.MAX_SAFE_INTEGER, invalid: (what) => damaged(path, what) },
    ({ size, read }) => read(0, Math.min(size, mostLookedAt)),
  );
  const format = pictureFormat(file);
  const reading = readPictureNote(file);
  switch (reading.kind) {
    case 'note':
      return { format: format ?? 'png', note: reading.note };
    case 'damaged':
      throw damaged(path, `its note is not whole: ${reading.problem}`);
    case 'none':
      throw new AppError('UNSUPPORTED', `${path} ${withoutNote(format)}.`, { details: { path } });
    default:
      return reading satisfies never;
  }
}

const damaged = (path: string, what: string): AppError =>
  new AppError('INVALID_DATA', `${path} can't be inspected: ${what}.`, { details: { path } });

/** Why a file says nothing, in words that follow its name. */
function withoutNote(format: PictureFormat | null): string {
  if (format === null) return 'is no picture that digits writes: inspect a PNG or an SVG';
  const words = formatWords(format);
  return format === 'png' || format === 'svg'
    ? `is ${words} without a note: it is not by this program, it was written with --look network, or another program has saved it since`
    : `is ${words}, which has no note that can be read: PNG and SVG have one`;
}

/** A note in words: what is written, how it came about, how to have it again. */
export function noteLines({ note, format }: InspectedPicture): string[] {
  const { program, version, number, seed, hand, model } = note;
  const known = number === null ? sheetLines(note) : numberLines(note, format);
  return [
    ...(number === null ? [] : [`Number   ${number}`]),
    `Seed     ${seed}`,
    ...(hand === null ? [] : [`Hand     ${hand}`]),
    `Model    ${model === shippedId ? 'the one that comes with the program' : model}`,
    `Program  ${program} ${version}`,
    ...known,
  ];
}

function numberLines(note: PictureNote, format: PictureFormat): string[] {
  const settings = numberSettingsOf(note);
  if ('problem' in settings) return unusable(settings.problem);
  const { look, replaced = [] } = settings.value;
  return [
    `Look     ${lookFlags(look).join(' ') || '--look network'}`,
    '',
    composeCommand(settings.value, { model: note.model, format }),
    ...drawnAnew(replaced),
  ];
}

function drawnAnew(replaced: NonNullable<NumberSettings['replaced']>): string[] {
  const count = new Set(replaced.map(({ position }) => position)).size;
  if (count === 0) return [];
  const digits = count === 1 ? 'One digit was' : `${whole(count)} digits were`;
  return [`${digits} drawn anew in the window; the command writes the number as it was before.`];
}

function sheetLines(note: PictureNote): string[] {
  const settings = sheetSettingsOf(note);
  if ('problem' in settings) return unusable(settings.problem);
  const { numbers, look } = settings.value;
  const texts = numbers.map(
    ({ config }) => config.number ?? `any of ${whole(config.digits)} digits`,
  );
  return [
    `Look     ${lookFlags(look).join(' ') || '--look network'}`,
    `Sheet    ${numbers.length === 1 ? 'one number' : `${whole(numbers.length)} numbers`}: ${listed(texts)}`,
  ];
}

const unusable = (problem: string): string[] => [
  '',
  `This version of the program does not take its settings: ${problem}.`,
];

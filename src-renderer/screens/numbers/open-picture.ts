import { AppError } from '../../../src-shared/contract/errors.js';
import { modelId } from '../../../src-shared/contract/model-ids.js';
import {
  mostLookedAt,
  pictureFormat,
  readPictureNote,
} from '../../../src-shared/strips/read-picture-note.js';
import { printable } from '../../../src-shared/text/plain-text.js';
import type { AppContext } from '../../state/app-context.js';
import type { Model } from '../../state/models.js';
import { numberDraftOf } from './number-memory.js';
import { numberOfNote, type PicturedNumber } from './pictured-number.js';

/** Bytes of a file that no picture of a number reaches. */
const mostBytes = 2 ** 28;

/**
 * Fills in the number that a saved picture shows, with its settings, and goes there.
 *
 * @throws AppError BAD_INPUT for anything but one picture that says how it was written
 */
export async function openPictures(
  files: readonly File[],
  { app, notices, runs }: Pick<AppContext, 'app' | 'notices' | 'runs'>,
): Promise<void> {
  const [file] = files;
  if (file === undefined || files.length > 1) {
    throw new AppError('BAD_INPUT', 'These are several files. Open one picture at a time.');
  }
  const number = await readPicture(file);
  if (runs.list === null) await runs.refresh();
  const own = runs.models.find((model) => isNamed(model, number.model)) ?? null;
  const model = own ?? runs.model;
  if (model === null) throw new AppError('NOT_FOUND', 'There is no model to draw with.');
  runs.choose(model.id);
  // Digits that were drawn again are those of its own model.
  numberDraftOf(app).takeOver(own === null ? { ...number, replaced: [] } : number, model);
  app.navigate('numbers');
  const name = printable(file.name);
  if (own !== null) notices.good(`The number of ${name} is filled in.`);
  else {
    notices.warn(
      `${name} was drawn with the model ${printable(number.model)}, which is not here. ${model.name} draws its number in other digits.`,
    );
  }
}

/** By its id, or by the name of its folder where that lies elsewhere. */
const isNamed = ({ id, kind, run }: Model, name: string): boolean =>
  id === name || modelId(run.name, kind) === name;

async function readPicture(file: File): Promise<PicturedNumber> {
  const refused = (problem: string) =>
    new AppError('BAD_INPUT', `${printable(file.name)} ${problem}.`);
  if (file.size > mostBytes) throw refused('is too large to be the picture of a number');
  const bytes = await bytesOf(file).catch(() => {
    throw refused("can't be read");
  });
  const reading = readPictureNote(bytes);
  if (reading.kind === 'damaged') {
    throw refused(`is damaged: what it says of its number can't be read (${reading.problem})`);
  }
  if (reading.kind === 'none') throw refused(wordsOfNone(bytes));
  const number = numberOfNote(reading.note);
  if (typeof number === 'string') throw refused(number);
  return number;
}

const bytesOf = async (file: File): Promise<Uint8Array> =>
  new Uint8Array(await file.slice(0, mostLookedAt).arrayBuffer());

/** Why a file has no note, in words that follow its name. */
function wordsOfNone(file: Uint8Array): string {
  const format = pictureFormat(file);
  if (format === null) return 'is neither a picture that was saved here nor the folder of a run';
  if (format !== 'png' && format !== 'svg') {
    return `is a ${format.toUpperCase()}: only a PNG or an SVG can be opened here`;
  }
  return 'does not say how it was written: open a picture that was saved here, in another look than Network';
}

import { type PictureNote, programName } from '../../../src-shared/strips/picture-note.js';
import { appVersion } from '../../files/app-version.js';
import type { NumberRequest, WrittenNumber } from './compose-number.js';

/** How pictures were asked for: enough to have them again. */
interface Asked {
  /** See `modelName`. */
  readonly model: string;
  readonly settings: object;
}

/** What the picture of a number says of it. */
export function noteOf(
  { text, hand }: WrittenNumber,
  { config }: NumberRequest,
  { model, settings }: Asked,
): PictureNote {
  const { seed } = config;
  return { program: programName, version: appVersion(), number: text, seed, hand, model, settings };
}

/** What a sheet says: the seed of its first number, and the hand if all of them have the same. */
export function noteOfSheet(
  written: readonly WrittenNumber[],
  numbers: readonly NumberRequest[],
  { model, settings }: Asked,
): PictureNote {
  const hands = new Set(written.map(({ hand }) => hand));
  const [hand = null] = hands;
  return {
    program: programName,
    version: appVersion(),
    number: null,
    seed: numbers[0]?.config.seed ?? 0,
    hand: hands.size === 1 ? hand : null,
    model,
    settings,
  };
}

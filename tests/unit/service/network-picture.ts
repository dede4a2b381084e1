import type { WrittenNumber } from '../../../src-main/service/drawing/compose-number.js';
import { numberPicture } from '../../../src-main/service/drawing/number-picture.js';
import { noteOf } from '../../../src-main/service/drawing/picture-notes.js';
import { composingDefaults } from '../../../src-shared/config/composing.js';
import { looks } from '../../../src-shared/config/look.js';

/** The number's picture in the pixels of the network. */
export const networkPicture = (written: WrittenNumber) => {
  const config = { ...composingDefaults, seed: 1 };
  const note = noteOf(written, { config }, { model: 'double', settings: {} });
  return numberPicture(written, { look: looks.network, format: 'png', note });
};

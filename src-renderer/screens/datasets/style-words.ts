import type { StyleName } from '../../../src-shared/config/style.js';
import type { StyleGroup } from '../../../src-shared/config/style-fields.js';

interface Words {
  readonly label: string;
  /** A sentence. */
  readonly meaning: string;
}

export const styleWords: Readonly<Record<StyleName, Words>> = {
  clean: { label: 'Clean', meaning: 'Dark ink on light paper, and nothing else.' },
  paper: { label: 'Paper', meaning: 'Real paper: its texture, lines, squares and forms.' },
  scan: { label: 'Scan', meaning: 'Paper out of a scanner: noise, dust, folds, compression.' },
  photo: { label: 'Photo', meaning: 'A photograph of paper: uneven light, shadows, blur.' },
  mixed: { label: 'Mixed', meaning: 'Each strip in one of the other styles.' },
};

export const groupWords: Readonly<Record<StyleGroup, string>> = {
  writing: 'Writing',
  ink: 'Ink',
  paper: 'Paper',
  light: 'Light',
  picture: 'Picture',
};

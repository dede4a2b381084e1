import type { ChoiceField } from './fields.js';

/** What a network is exported as, for other programs to open. */
export const modelFormats = ['keras', 'onnx', 'tfjs'] as const;
export type ModelFormat = (typeof modelFormats)[number];

/** Endings of a whole network in a file: Keras 3's archive, Keras 2's HDF5. */
export const kerasEndings = ['.keras', '.h5', '.hdf5'] as const;

const hdf5 = Uint8Array.of(0x89, 0x48, 0x44, 0x46, 0x0d, 0x0a, 0x1a, 0x0a);

/** What such a file begins with. */
export const kerasBeginnings: Readonly<Record<(typeof kerasEndings)[number], Uint8Array>> = {
  '.keras': Uint8Array.of(0x50, 0x4b, 0x03, 0x04),
  '.h5': hdf5,
  '.hdf5': hdf5,
};

/** Of such a file, bytes: the largest network with the state of its optimizer. */
export const mostKerasBytes = 2 ** 30;

/** One of them in a regular expression. */
export const kerasEndingPattern = String.raw`\.(?:${kerasEndings.map((ending) => ending.slice(1)).join('|')})`;

/** What each is called by people. */
export const modelFormatWords: Readonly<Record<ModelFormat, string>> = {
  keras: 'Keras',
  onnx: 'ONNX',
  tfjs: 'TensorFlow.js',
};

export const modelFormatField: ChoiceField<ModelFormat> = {
  kind: 'choice',
  flag: '--format',
  label: 'Format',
  help: 'a .keras file for Keras 3, an ONNX file for onnxruntime and others, or a TensorFlow.js layers model',
  choices: modelFormats,
};

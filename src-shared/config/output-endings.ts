import { type PictureFormat, pictureFormats } from './picture-formats.js';

/** What a program writes under a name that a person gave. */
const outputs = {
  png: { words: 'a PNG picture', advice: 'a name that ends in .png', said: ['png'] },
  svg: { words: 'an SVG drawing', advice: 'a name that ends in .svg', said: ['svg'] },
  pdf: { words: 'a PDF', advice: 'a name that ends in .pdf', said: ['pdf'] },
  jpg: {
    words: 'a JPEG picture',
    advice: 'a name that ends in .jpg',
    said: ['jpg', 'jpeg', 'jfif'],
  },
  webp: { words: 'a WebP picture', advice: 'a name that ends in .webp', said: ['webp'] },
  gif: { words: 'a GIF animation', advice: 'a name that ends in .gif', said: ['gif'] },
  keras: { words: 'a Keras model', advice: 'a name that ends in .keras', said: ['keras'] },
  onnx: { words: 'an ONNX model', advice: 'a name that ends in .onnx', said: ['onnx'] },
  csv: { words: 'a table', advice: 'a name that ends in .csv', said: ['csv'] },
  npy: { words: 'a NumPy array', advice: 'a name that ends in .npy', said: ['npy'] },
  tar: { words: 'a tar archive', advice: 'a name that ends in .tar', said: ['tar'] },
  zip: { words: 'a zip archive', advice: 'a name that ends in .zip', said: ['zip'] },
  idx: {
    words: "MNIST's idx3-ubyte",
    advice: 'a name that ends in idx3-ubyte, or in .idx',
    said: ['idx3-ubyte', 'idx', 'idx3', 'ubyte'],
  },
} as const satisfies Record<string, { words: string; advice: string; said: readonly string[] }>;

export type OutputFormat = keyof typeof outputs;

const formats = Object.keys(outputs) as OutputFormat[];

/** Such as "a PNG picture". */
export const formatWords = (format: OutputFormat): string => outputs[format].words;

/** Endings that a folder's name hardly has by chance. */
const ofFiles =
  /^(?:png|jpe?g|jfif|gif|svg|webp|avif|heic|bmp|ico|tiff?|pdf|ps|eps|psd|npy|npz|idx[13]?|idx[13]-ubyte|ubyte|mat|csv|tsv|txt|json|jsonl|ya?ml|xml|html?|md|parquet|arrow|feather|tfrecords?|h5|hdf5|keras|onnx|pb|pt|pth|safetensors|bin|zip|tar|tgz|gz|bz2|xz|zst|7z|rar|mp4|webm|mov|avi)$/;

/** The last name in a path, as a file system keeps it: Windows drops dots and blanks at its end. */
const lastName = (path: string): string =>
  (path.split(/[/\\]/).at(-1) ?? '').replace(/[. ]+$/, '').toLowerCase();

/**
 * The ending of a path in small letters, without its dot; null where there is none. A number behind a
 * dot is no ending (`grid-2.5`). MNIST's files have theirs without a dot as well.
 */
export function endingOf(path: string): string | null {
  const name = lastName(path);
  const idx = /.[-.](idx[13]-ubyte)$/s.exec(name)?.[1];
  if (idx !== undefined) return idx;
  const ending = /.\.([\p{L}\p{N}]+)$/su.exec(name)?.[1];
  return ending !== undefined && /\p{L}/u.test(ending) ? ending : null;
}

/** The format that a path names by its ending; null where it names none of ours. */
export const formatNamed = (path: string): OutputFormat | null => {
  const ending = endingOf(path);
  return formats.find((format) => outputs[format].said.some((said) => said === ending)) ?? null;
};

/**
 * What is wrong with a path for a file of a format, in words that follow the path ("ends in …"), or
 * null when it is good: its ending is the format's, in letters of any size, or it has none.
 */
export function checkEnding(path: string, format: OutputFormat): string | null {
  const ending = endingOf(path);
  if (ending === null || formatNamed(path) === format) return null;
  const { words, advice } = outputs[format];
  return `ends in ${shown(ending)}, but what is written is ${words}: choose ${advice}`;
}

/**
 * The picture format of a file: the one that its name says, PNG where it says none. `problem` is in
 * words that follow the path, where the name says what can't be written.
 */
export function pictureFormatOf(path: string): { format: PictureFormat } | { problem: string } {
  const ending = endingOf(path);
  const named = formatNamed(path);
  const format = ending === null ? 'png' : pictureFormats.find((known) => known === named);
  if (format !== undefined) return { format };
  const endings = pictureFormats.map((known) => shown(outputs[known].said[0]));
  const choice = `${endings.slice(0, -1).join(', ')} or ${endings.at(-1)}`;
  return {
    problem: `ends in ${shown(ending ?? '')}, which no picture is written as: choose a name that ends in ${choice}`,
  };
}

/**
 * What is wrong with a path for a folder, in words that follow the path, or null when it is good.
 *
 * @param written what goes into the folder
 */
export function checkFolderEnding(path: string, written: string): string | null {
  if (meansFolder(path)) return null;
  const ending = endingOf(path);
  if (ending === null || !ofFiles.test(ending)) return null;
  return `ends in ${shown(ending)} as a file does, but what is written is ${written}`;
}

/** Whether a path is said to be a folder, by a slash at its end or as `.` and `..`. */
export const meansFolder = (path: string): boolean => /(?:^|[/\\])\.{0,2}$/.test(path);

const shown = (ending: string): string => (ending.endsWith('-ubyte') ? ending : `.${ending}`);

import { join, parse } from 'node:path';
import { sliceDigits } from '../../../src-shared/digits/grey-image.js';
import type { WantedDigit } from '../../../src-shared/random/hands.js';
import { csvTable } from '../../../src-shared/text/csv.js';
import { idxHeader, idxLabelHeader } from '../../files/idx/idx-headers.js';
import { npyHeader, npyLabelHeader } from '../../files/npy.js';
import { fillFolder, requireEmptyFolder } from '../../files/output-folder.js';
import { writeOutputs } from '../../files/write-output.js';
import { encodeGreyPng } from '../../service/images/png.js';
import type { Interrupts } from '../terminal/interrupts.js';

export type DigitFormat = 'png' | 'idx' | 'npy';

interface DigitFile {
  readonly out: string;
  readonly count: number;
  /** [n, 28, 28] grey levels, `count` digits in all. */
  readonly digits: AsyncIterable<Uint8Array>;
  /** What digit i is, where that is to be written beside them; else null. */
  readonly wanted: ((i: number) => WantedDigit) | null;
  readonly race: Interrupts['race'];
}

const labelTable = 'labels.csv';

/** Where the labels of digits go: beside their file, or as a table into their folder. */
export const labelsPath = (format: DigitFormat, out: string): string =>
  format === 'png' ? join(out, labelTable) : labelsBeside(out);

/**
 * `train-images-idx3-ubyte` has its labels in `train-labels-idx1-ubyte`, as MNIST names its files,
 * `digits.npy` in `digits.labels.npy`.
 */
function labelsBeside(out: string): string {
  const { dir, base, name, ext } = parse(out);
  const pair = base.replace('images', 'labels').replace('idx3', 'idx1');
  return join(dir, pair === base ? `${name}.labels${ext}` : pair);
}

/**
 * Writes single digits. Whatever ends it before its end, nothing half written stays.
 *
 * @throws AppError FOLDER_NOT_EMPTY, NO_SPACE, NOT_WRITABLE; and what drawing the digits throws
 */
export async function writeDigits(format: DigitFormat, file: DigitFile): Promise<void> {
  switch (format) {
    case 'png':
      return writePngFolder(file);
    case 'idx':
      return writeStream(file, { digits: idxHeader, labels: idxLabelHeader });
    case 'npy':
      return writeStream(file, { digits: npyHeader, labels: npyLabelHeader });
    default:
      return format satisfies never;
  }
}

/** What stands before so many digits, and before so many labels, in files of a format. */
type Headers = Readonly<Record<'digits' | 'labels', (count: number) => Uint8Array>>;

async function writeStream(file: DigitFile, headers: Headers): Promise<void> {
  const { out, count, digits, wanted, race } = file;
  async function* content() {
    yield headers.digits(count);
    yield* digits;
  }
  const labels = wanted && {
    path: labelsBeside(out),
    content: [headers.labels(count), Uint8Array.from({ length: count }, (_, i) => wanted(i).label)],
  };
  await writeOutputs([...(labels ? [labels] : []), { path: out, content: content() }], race);
}

const pictureName = (number: number): string => `${String(number).padStart(6, '0')}.png`;

/** Which picture shows which label, and the seed of the hand that wrote it. */
function tableOf(count: number, wanted: (i: number) => WantedDigit): string {
  const rows = Array.from({ length: count }, (_, i) => {
    const { label, hand } = wanted(i);
    return [pictureName(i), label, hand];
  });
  return csvTable(['file', 'label', 'hand'], rows);
}

/** 000000.png and so on. */
async function writePngFolder({ out, count, digits, wanted }: DigitFile): Promise<void> {
  await fillFolder(out, whyEmpty, async ({ put }) => {
    let number = 0;
    for await (const pixels of digits) {
      const first = number;
      const images = sliceDigits(pixels);
      number += images.length;
      await Promise.all(
        images.map((image, index) => put(pictureName(first + index), encodeGreyPng(image))),
      );
    }
    if (wanted) await put(labelTable, tableOf(count, wanted));
  });
}

const whyEmpty = 'the digits would mix with what is there. Choose a new folder with --out.';

/** @throws AppError FOLDER_NOT_EMPTY; NOT_WRITABLE when it is a file */
export const requireEmpty = (folder: string): Promise<unknown> =>
  requireEmptyFolder(folder, whyEmpty);

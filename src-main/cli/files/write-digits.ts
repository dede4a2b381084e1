import { mkdir, rename, rm, rmdir, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { sliceDigits } from '../../../src-shared/digits/grey-image.js';
import { syncDirectory, writeFileDurably } from '../../files/durable-files.js';
import { requireEmptyFolder } from '../../files/empty-folder.js';
import { fileError } from '../../files/system-errors.js';
import { idxHeader } from '../../service/images/idx.js';
import { npyHeader } from '../../service/images/npy.js';
import { encodeGreyPng } from '../../service/images/png.js';

export type DigitFormat = 'png' | 'idx' | 'npy';

interface DigitFile {
  readonly out: string;
  readonly count: number;
  /** [n, 28, 28] grey levels, `count` digits in all. */
  readonly digits: AsyncIterable<Uint8Array>;
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
      return writeStream(file, idxHeader(file.count));
    case 'npy':
      return writeStream(file, npyHeader(file.count));
    default:
      return format satisfies never;
  }
}

async function writeStream({ out, digits }: DigitFile, header: Uint8Array): Promise<void> {
  async function* content() {
    yield header;
    yield* digits;
  }
  await writeFileDurably(out, content());
}

/** 000000.png and so on, in a folder that gets its name when all are in it. */
async function writePngFolder({ out, digits }: DigitFile): Promise<void> {
  await requireEmpty(out);
  const draft = join(dirname(out), `.${basename(out)}.${process.pid}.tmp`);
  try {
    await onDisk(draft, () => mkdir(draft, { recursive: true }));
    let number = 0;
    for await (const pixels of digits) {
      const first = number;
      const images = sliceDigits(pixels);
      number += images.length;
      await onDisk(out, () =>
        Promise.all(
          images.map((image, index) => {
            const name = `${String(first + index).padStart(6, '0')}.png`;
            return writeFile(join(draft, name), encodeGreyPng(image));
          }),
        ),
      );
    }
    await onDisk(out, async () => {
      await syncDirectory(draft);
      await rmdir(out).catch(() => {});
      await rename(draft, out);
      await syncDirectory(dirname(out));
    });
  } catch (error) {
    await rm(draft, { recursive: true, force: true }).catch(() => {});
    throw error;
  }
}

/** @throws AppError FOLDER_NOT_EMPTY; NOT_WRITABLE when it is a file */
export const requireEmpty = (folder: string): Promise<void> =>
  requireEmptyFolder(
    folder,
    'the digits would mix with what is there. Choose a new folder with --out.',
  );

async function onDisk<Value>(path: string, work: () => Promise<Value>): Promise<Value> {
  try {
    return await work();
  } catch (error) {
    throw fileError(error, path, 'write');
  }
}

import { readdir, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { AppError } from '../../../src-shared/contract/errors.js';
import { listed } from '../../../src-shared/text/plain-text.js';
import { shellWord } from '../../files/shell-word.js';
import { fileError } from '../../files/system-errors.js';
import { isHidden, isImagesName, labelNames, plainName, purposeOf } from './idx-names.js';

/** A file of a data folder. */
interface FoundFile {
  /** In the folder, or in a folder of the file's own name, as Kaggle unpacks archives. */
  readonly name: string;
  readonly path: string;
  /** Two files of one plain name are one data set, packed and unpacked. */
  readonly plain: string;
  /** No pipe, no device. */
  readonly isRegular: boolean;
}

/**
 * The images' file of a folder: its training images, by name.
 *
 * @throws AppError INVALID_DATA where there is none, or more than one; NOT_FOUND
 */
export async function findImages(folder: string): Promise<string> {
  const found = await imageFiles(folder);
  const regular = found.filter(({ isRegular }) => isRegular);
  const of = (purpose: string) => regular.filter(({ plain }) => purposeOf(plain) === purpose);
  const candidates = [of('training'), of('unsaid')].find(({ length }) => length > 0) ?? [];
  const [first, ...others] = onePerName(candidates);
  if (first === undefined) throw await noImages(folder, found);
  if (others.length > 0) throw severalImages(folder, [first, ...others]);
  return first.path;
}

/** Every file of a folder that may hold images, the likeliest of a name first, those like one before all. */
export async function imageFiles(folder: string, like = ''): Promise<FoundFile[]> {
  const found = await filesOf(folder, isImagesName);
  const isLike = ({ plain }: FoundFile) => plain === plainName(basename(like));
  return [...found.filter(isLike), ...found.filter((file) => !isLike(file))];
}

/**
 * The labels that lie beside an images' file; null where there are none. Whatever is wrong with them is
 * told when they are read.
 */
export async function findLabels(images: string): Promise<string | null> {
  const folder = dirname(images);
  const own = plainName(basename(folder)) === plainName(basename(images));
  const wanted = labelNames(basename(images));
  for (const place of own ? [folder, dirname(folder)] : [folder]) {
    const files = await filesOf(place, (name) => wanted.includes(plainName(name)));
    const best = wanted.flatMap((plain) => files.find((file) => file.plain === plain) ?? [])[0];
    if (best !== undefined) return best.path;
  }
  return null;
}

async function filesOf(folder: string, isWanted: (name: string) => boolean): Promise<FoundFile[]> {
  const names = await namesIn(folder);
  const files = await Promise.all(names.filter(isWanted).map((name) => lookAt(folder, name)));
  return files.flat().toSorted(byPreference);
}

async function namesIn(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch((error) => {
    throw fileError(error, folder, 'read');
  });
  return names.filter((name) => !isHidden(name));
}

async function lookAt(folder: string, name: string): Promise<FoundFile[]> {
  const path = join(folder, name);
  const plain = plainName(name);
  const found = await stat(path).catch(() => null);
  if (!found?.isDirectory()) return [{ name, path, plain, isRegular: found?.isFile() ?? false }];
  const inside = await readdir(path).catch((): string[] => []);
  const same = inside.filter((each) => !isHidden(each) && plainName(each) === plain);
  const files = same.map(async (each): Promise<FoundFile> => {
    const file = join(path, each);
    const isRegular = (await stat(file).catch(() => null))?.isFile() ?? false;
    return { name: join(name, each), path: file, plain, isRegular };
  });
  return Promise.all(files);
}

/** Regular files first, then those of the folder itself, then those that are not packed. */
const byPreference = (a: FoundFile, b: FoundFile): number =>
  Number(b.isRegular) - Number(a.isRegular) ||
  Number(a.name !== basename(a.path)) - Number(b.name !== basename(b.path)) ||
  Number(a.name.endsWith('.gz')) - Number(b.name.endsWith('.gz')) ||
  (a.name < b.name ? -1 : 1);

const onePerName = (files: readonly FoundFile[]): FoundFile[] =>
  files.filter((file, i) => files.findIndex(({ plain }) => plain === file.plain) === i);

const namesOf = (files: readonly FoundFile[]): string =>
  listed(files.map(({ name }) => name).toSorted());

/** The first of some files, as a command names it. */
const dataOption = ([file]: readonly FoundFile[]): string =>
  `--data ${shellWord(file?.path ?? '')}`;

function severalImages(folder: string, files: readonly FoundFile[]): AppError {
  return new AppError(
    'INVALID_DATA',
    `${folder} holds the images of ${files.length} data sets: ${namesOf(files)}. Name the file to train on itself, such as ${dataOption(files)}, or put it into a folder of its own with its labels.`,
    { details: { folder } },
  );
}

async function noImages(folder: string, found: readonly FoundFile[]): Promise<AppError> {
  const details = { folder };
  const tests = found.filter(({ plain, isRegular }) => isRegular && purposeOf(plain) === 'test');
  if (tests.length > 0) {
    return new AppError(
      'INVALID_DATA',
      `${folder} holds test images only: ${namesOf(tests)}. Add the training images of the data set, or name the file itself, such as ${dataOption(tests)}, to train on these all the same.`,
      { details },
    );
  }
  const odd = found.length === 0 ? '' : ` What is called ${namesOf(found)} is no regular file.`;
  const below = await foldersWithImages(folder);
  const there = below.length === 0 ? '' : ` There are some in ${listed(below.toSorted())}.`;
  return new AppError(
    'INVALID_DATA',
    `${folder} holds no IDX image file: one named like train-images-idx3-ubyte or ….idx3-ubyte.gz is looked for.${odd}${there} Choose another folder, or name the file itself.`,
    { details },
  );
}

/** Where a person may have meant: archives unpack into folders. */
async function foldersWithImages(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const folders = entries.filter((entry) => entry.isDirectory() && !isHidden(entry.name));
  const paths = folders.map(({ name }) => join(folder, name));
  const found = await Promise.all(
    paths.map(async (path) => (await readdir(path).catch((): string[] => [])).some(isImagesName)),
  );
  return paths.filter((_, i) => found[i]);
}

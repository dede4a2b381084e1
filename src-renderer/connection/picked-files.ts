import { kerasEndingPattern, kerasEndings } from '../../src-shared/config/model-formats.js';
import { AppError } from '../../src-shared/contract/errors.js';
import type { PickedFile } from './picked-file.js';
import { filesOfTar } from './tar-files.js';

/** Asks for a folder; null when the person cancels. */
export function chooseFolder(): Promise<PickedFile[] | null> {
  const input = document.createElement('input');
  input.type = 'file';
  input.webkitdirectory = true;
  return new Promise((resolve) => {
    input.oncancel = () => resolve(null);
    input.onchange = () => {
      const files = [...(input.files ?? [])];
      resolve(files.map((file) => ({ path: file.webkitRelativePath, file })));
    };
    input.click();
  });
}

/**
 * Asks for a generator's file of Keras, with its discriminator's where there is one, or for the archive of a
 * run; null when the person cancels.
 */
export function chooseModelFiles(): Promise<PickedFile[] | null> {
  const input = document.createElement('input');
  input.type = 'file';
  input.accept = [...kerasEndings, archiveEnding].join();
  input.multiple = true;
  return new Promise((resolve) => {
    input.oncancel = () => resolve(null);
    input.onchange = () => resolve(filesOf([...(input.files ?? [])]));
    input.click();
  });
}

/** Asks for a file of such endings (".png,.svg"); null when the person cancels. */
export function chooseFile(endings: string): Promise<File | null> {
  const input = document.createElement('input');
  input.type = 'file';
  input.accept = endings;
  return new Promise((resolve) => {
    input.oncancel = () => resolve(null);
    input.onchange = () => resolve(input.files?.[0] ?? null);
    input.click();
  });
}

/** The files that were dropped; null where a folder is among them. Call it within the drop event. */
export function droppedFiles(data: DataTransfer): File[] | null {
  const entries = [...data.items].map((item) => item.webkitGetAsEntry());
  return entries.some(isDirectory) ? null : [...data.files];
}

/** The files of the folder, or the model, that was dropped. The entries live only as long as the drop event. */
export async function readDrop(data: DataTransfer): Promise<PickedFile[]> {
  const entries = [...data.items].map((item) => item.webkitGetAsEntry());
  const [folder] = entries;
  if (entries.length === 1 && isDirectory(folder)) {
    const files: PickedFile[] = [];
    await walk(folder, { prefix: folder.name, files });
    return files;
  }
  const files = [...data.files];
  const openable = areModelFiles(files) || areArchive(files);
  if (entries.length > 0 && !entries.some(isDirectory) && openable) return filesOf(files);
  throw new AppError(
    'BAD_INPUT',
    'That was neither a folder nor a model. Drop the folder of one run or its .tar, or what Keras saved.',
  );
}

/** What a run is downloaded as. */
const archiveEnding = '.tar';

/** Whether dropped files are the archive of a run. */
export const areArchive = (files: readonly File[]): boolean =>
  files.length === 1 && files.every(({ name }) => name.toLowerCase().endsWith(archiveEnding));

/** Those of a model as they were picked; of an archive, those in it. */
async function filesOf(files: readonly File[]): Promise<PickedFile[]> {
  const [archive] = areArchive(files) ? files : [];
  return archive ? filesOfTar(archive, archive.name) : modelFiles(files);
}

const modelFile = new RegExp(`${kerasEndingPattern}$`, 'i');

/** Whether dropped files may be a generator, or both networks, that Keras saved. */
export const areModelFiles = (files: readonly File[]): boolean =>
  files.length > 0 && files.every(({ name }) => modelFile.test(name));

/** In a folder that is called as the generator's file is. */
function modelFiles(files: readonly File[]): PickedFile[] {
  const generator = files.find(({ name }) => !/discriminator/i.test(name)) ?? files[0];
  const folder = generator?.name.replace(modelFile, '') ?? '';
  return files.map((file) => {
    const network = file === generator ? 'generator' : 'discriminator';
    const ending = modelFile.exec(file.name)?.[0].toLowerCase() ?? '';
    return { path: `${folder}/${network}${ending}`, file };
  });
}

async function walk(
  folder: FileSystemDirectoryEntry,
  { prefix, files }: { prefix: string; files: PickedFile[] },
): Promise<void> {
  for (const entry of await entriesOf(folder)) {
    const path = `${prefix}/${entry.name}`;
    if (isDirectory(entry)) await walk(entry, { prefix: path, files });
    else if (isFile(entry)) files.push({ path, file: await fileOf(entry) });
  }
}

const isDirectory = (
  entry: FileSystemEntry | null | undefined,
): entry is FileSystemDirectoryEntry => entry?.isDirectory === true;
const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile;

const fileOf = (entry: FileSystemFileEntry): Promise<File> =>
  new Promise((resolve, reject) => entry.file(resolve, reject));

/** A reader hands out a hundred at most at a time, and nothing when it is through. */
async function entriesOf(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader();
  const all: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (some.length === 0) return all;
    all.push(...some);
  }
}

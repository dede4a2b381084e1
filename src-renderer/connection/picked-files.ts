import { AppError } from '../../src-shared/contract/errors.js';

/** A file of a folder that the person chose or dropped. */
export interface PickedFile {
  /** From the folder's name on, with slashes: `mine/generator/model.json`. */
  readonly path: string;
  readonly file: File;
}

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

/** The files of the folder that was dropped. The entries live only as long as the drop event. */
export async function readDrop(data: DataTransfer): Promise<PickedFile[]> {
  const entries = [...data.items].map((item) => item.webkitGetAsEntry());
  const [folder] = entries;
  if (entries.length !== 1 || !isDirectory(folder)) {
    throw new AppError('BAD_INPUT', 'That was no folder. Drop the folder of one run.');
  }
  const files: PickedFile[] = [];
  await walk(folder, { prefix: folder.name, files });
  return files;
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

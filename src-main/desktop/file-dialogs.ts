import { dirname, extname, join } from 'node:path';
import { app, type BrowserWindow, dialog } from 'electron';
import { kerasEndings } from '../../src-shared/config/model-formats.js';
import { checkEnding, formatNamed } from '../../src-shared/config/output-endings.js';
import type { SavedFile } from '../../src-shared/contract/desktop-commands.js';
import { AppError } from '../../src-shared/contract/errors.js';
import { exists } from '../files/exists.js';
import { writeOutput } from '../files/write-output.js';
import type { Settings } from './settings.js';

/** A file as the page proposes it. The name is a plain one: the contract has checked it. */
interface ProposedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

const kinds: Readonly<Record<string, string>> = {
  png: 'PNG picture',
  svg: 'SVG drawing',
  pdf: 'PDF',
  jpg: 'JPEG picture',
  webp: 'WebP picture',
  gif: 'GIF animation',
  csv: 'Table',
  keras: 'Keras model',
  onnx: 'ONNX model',
};

/** The operating system's dialogs. Each answers null when the person cancels. */
export class FileDialogs {
  constructor(
    private readonly window: BrowserWindow,
    private readonly settings: Settings,
  ) {}

  async save({ name, bytes }: ProposedFile): Promise<SavedFile | null> {
    const extension = extname(name).slice(1);
    const { canceled, filePath } = await dialog.showSaveDialog(this.window, {
      title: 'Save',
      defaultPath: join(this.saveFolder(), name),
      filters: [{ name: kinds[extension] ?? 'File', extensions: [extension || '*'] }],
      properties: ['createDirectory', 'showOverwriteConfirmation'],
    });
    if (canceled || filePath === '') return null;
    requireFormat(filePath, name);
    await writeOutput(filePath, bytes);
    this.settings.update({ saveFolder: dirname(filePath) });
    return { path: filePath };
  }

  async saveAll(files: readonly ProposedFile[]): Promise<SavedFile | null> {
    const { canceled, filePaths } = await dialog.showOpenDialog(this.window, {
      title: `Save ${files.length} files`,
      buttonLabel: 'Save here',
      defaultPath: this.saveFolder(),
      properties: ['openDirectory', 'createDirectory'],
    });
    const folder = filePaths[0];
    if (canceled || folder === undefined) return null;
    if (!(await this.mayReplace(folder, files))) return null;
    for (const { name, bytes } of files) await writeOutput(join(folder, name), bytes);
    this.settings.update({ saveFolder: folder });
    return { path: folder };
  }

  /** A folder of a person's own, which may be a new one. */
  async chooseFolder(title: string): Promise<string | null> {
    const { canceled, filePaths } = await dialog.showOpenDialog(this.window, {
      title,
      defaultPath: this.settings.stored.openFolder ?? app.getPath('home'),
      properties: ['openDirectory', 'createDirectory'],
    });
    const folder = filePaths[0];
    if (canceled || folder === undefined) return null;
    this.settings.update({ openFolder: dirname(folder) });
    return folder;
  }

  /** A network that Keras saved; the discriminator beside it is found by its name. */
  async chooseModelFile(): Promise<string | null> {
    const { canceled, filePaths } = await dialog.showOpenDialog(this.window, {
      title: 'Open what Keras saved',
      defaultPath: this.settings.stored.openFolder ?? app.getPath('home'),
      filters: [{ name: 'Keras model', extensions: kerasEndings.map((ending) => ending.slice(1)) }],
      properties: ['openFile'],
    });
    const file = filePaths[0];
    if (canceled || file === undefined) return null;
    this.settings.update({ openFolder: dirname(file) });
    return file;
  }

  private saveFolder(): string {
    return this.settings.stored.saveFolder ?? app.getPath('pictures');
  }

  /** A folder's dialog does not ask, as a file's does. */
  private async mayReplace(folder: string, files: readonly ProposedFile[]): Promise<boolean> {
    const there = await Promise.all(files.map(({ name }) => exists(join(folder, name))));
    const count = there.filter(Boolean).length;
    if (count === 0) return true;
    const { response } = await dialog.showMessageBox(this.window, {
      type: 'question',
      message: count === 1 ? 'Replace a file?' : `Replace ${count} files?`,
      detail: `${folder} holds ${count === 1 ? 'a file' : 'files'} of the same name.`,
      buttons: ['Replace', 'Cancel'],
      defaultId: 1,
      cancelId: 1,
    });
    return response === 0;
  }
}

/** @throws AppError BAD_INPUT when the name chosen says another format than the one proposed */
function requireFormat(chosen: string, proposed: string): void {
  const format = formatNamed(proposed);
  const problem = format && checkEnding(chosen, format);
  if (problem) throw new AppError('BAD_INPUT', `${chosen} ${problem}. Nothing was saved.`);
}

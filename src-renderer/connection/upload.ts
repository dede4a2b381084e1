import { client, type Reply } from '../../src-shared/contract/command.js';
import { uploadCommandNames } from '../../src-shared/contract/command-names.js';
import { AppError } from '../../src-shared/contract/errors.js';
import type { RunSummary } from '../../src-shared/contract/run-views.js';
import type { uploadCommands } from '../../src-shared/contract/upload-commands.js';
import { listed } from '../../src-shared/text/plain-text.js';
import type { PickedFile } from './picked-file.js';
import { areRunFiles, isRunFile } from './run-files.js';
import type { OnProgress } from './shell.js';

/** Below the contract's largest piece, so that the progress moves. */
const pieceBytes = 1024 * 1024;

/** Brings a run folder's files to the server; returns the run it became there. */
export async function uploadRun(upload: {
  files: readonly PickedFile[];
  send: (name: string, input: unknown) => Promise<Reply>;
  onProgress: OnProgress;
}): Promise<RunSummary> {
  const call = client<typeof uploadCommands>(uploadCommandNames, upload.send);
  const { name, files } = runFolder(upload.files);
  const bytes = files.reduce((sum, { file }) => sum + file.size, 0);
  const { id } = await call['upload.begin']({ name, bytes });
  try {
    let sent = 0;
    for (const { path, file } of files) {
      // An empty file is one empty piece.
      for (let from = 0; from === 0 || from < file.size; from += pieceBytes) {
        const piece = new Uint8Array(await file.slice(from, from + pieceBytes).arrayBuffer());
        await call['upload.write']({ id, file: path, bytes: piece });
        sent += piece.length;
        upload.onProgress(bytes === 0 ? 1 : sent / bytes);
      }
    }
    return await call['upload.finish']({ id });
  } catch (error) {
    // What went wrong is the first error; a lost connection cancels the upload by itself.
    await call['upload.cancel']({ id }).catch(() => {});
    throw error;
  }
}

/**
 * The folder's name, and its files that belong to a run, by their paths within it. An archive may have
 * other files beside the folder, or what is in it alone: the record has the run's name as well.
 */
function runFolder(picked: readonly PickedFile[]): { name: string; files: PickedFile[] } {
  const isWithin = picked.some(({ path }) => path === 'run.json');
  const parted = picked.map(({ path, file }) => {
    const [folder = '', ...within] = isWithin ? ['.', path] : path.split('/');
    return { folder, path: within.join('/'), file };
  });
  const files = parted.filter(({ path }) => isRunFile(path));
  const folders = [...new Set(files.map(({ folder }) => folder))];
  if (folders.length > 1) {
    throw new AppError(
      'INVALID_RUN',
      `There is more than one run in it: ${listed(folders)}. Open them one at a time.`,
    );
  }
  const name = folders[0] ?? parted[0]?.folder ?? '';
  if (!areRunFiles(files.map(({ path }) => path))) {
    throw new AppError(
      'INVALID_RUN',
      `The folder "${name}" is neither a run nor a model: it has no run.json and no generator.keras. Choose the folder of one training, the one that holds run.json and generator.`,
    );
  }
  return { name, files };
}

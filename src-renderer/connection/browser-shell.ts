import { type ArchiveKind, archivePath } from '../../src-shared/contract/bridge.js';
import type { Reply } from '../../src-shared/contract/command.js';
import { AppError } from '../../src-shared/contract/errors.js';
import { links } from '../../src-shared/contract/links.js';
import { blobOf } from '../bytes.js';
import { readLocalSettings, writeLocalSettings } from './local-settings.js';
import type { PickedFile } from './picked-file.js';
import { chooseFolder, chooseModelFiles, readDrop } from './picked-files.js';
import type { Shell } from './shell.js';
import { uploadRun } from './upload.js';

/** The shell of a browser tab: saving downloads, opening uploads, settings stay in the browser. */
export function browserShell(send: (name: string, input: unknown) => Promise<Reply>): Shell {
  return {
    kind: 'browser',
    saveFile: async ({ name, bytes }) => download(name, bytes),
    saveFiles: async (files, { archive }) => {
      const entries = Object.fromEntries(files.map(({ name, bytes }) => [name, bytes]));
      const { zipSync } = await import('fflate');
      return download(archive, zipSync(entries, { level: 0 })); // pictures are compressed already
    },
    copyImage,
    openRun: async (what, onProgress) => {
      const files: PickedFile[] | null = await (what === 'folder'
        ? chooseFolder()
        : chooseModelFiles());
      return files === null ? null : uploadRun({ files, send, onProgress });
    },
    openDropped: async (data, onProgress) =>
      uploadRun({ files: await readDrop(data), send, onProgress }),
    runs: { kind: 'downloads', download: (run) => downloadArchive('run', run) },
    datasets: { kind: 'downloads', download: (dataset) => downloadArchive('dataset', dataset) },
    openLink: async (link) => {
      window.open(links[link], '_blank', 'noopener');
    },
    readSettings: async () => readLocalSettings(),
    writeSettings: async (settings) => writeLocalSettings(settings),
  };
}

/** Where it goes is the browser's to say; the name is what it begins with. */
function download(name: string, bytes: Uint8Array): string {
  const url = URL.createObjectURL(blobOf(bytes, 'application/octet-stream'));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The download has taken hold of the blob by then.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
  return `your downloads, as ${name}`;
}

/** Nothing of it goes through the page: it may be larger than all memory. */
function downloadArchive(kind: ArchiveKind, id: string): void {
  const link = document.createElement('a');
  // Relative, as all addresses: a forwarder may have the server under a path.
  link.href = `.${archivePath(kind)}?${new URLSearchParams({ [kind]: id })}`;
  link.download = '';
  link.click();
}

async function copyImage(png: Uint8Array): Promise<void> {
  try {
    await navigator.clipboard.write([new ClipboardItem({ 'image/png': blobOf(png, 'image/png') })]);
  } catch (cause) {
    throw new AppError(
      'UNSUPPORTED',
      'This browser does not let the page copy a picture. Save it instead.',
      { cause },
    );
  }
}

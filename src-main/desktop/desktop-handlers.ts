import { ClipboardItem, clipboard, nativeTheme, shell } from 'electron';
import type { Handlers } from '../../src-shared/contract/command.js';
import type { desktopCommands } from '../../src-shared/contract/desktop-commands.js';
import { AppError } from '../../src-shared/contract/errors.js';
import type { RunSummary } from '../../src-shared/contract/run-views.js';
import type { Service } from '../service/service.js';
import type { FileDialogs } from './file-dialogs.js';
import { openLink } from './links.js';
import type { OpenedFolders } from './opened-folders.js';
import type { Settings } from './settings.js';

interface Parts {
  readonly service: Service;
  readonly settings: Settings;
  readonly dialogs: FileDialogs;
  readonly folders: OpenedFolders;
}

/** What the desktop does for its page, beyond the service. */
export function desktopHandlers(parts: Parts): Handlers<typeof desktopCommands> {
  const { service, settings, dialogs, folders } = parts;
  return {
    'file.save': (file) => dialogs.save(file),
    'files.save': ({ files }) => dialogs.saveAll(files),
    'image.copy': ({ png }) => copyImage(png),

    'run.choose': async ({ what }) => {
      const folder = await (what === 'files'
        ? dialogs.chooseModelFile()
        : dialogs.chooseFolder('Open the folder of a run or a model'));
      return folder === null ? null : folders.open(folder);
    },
    'run.openFolder': ({ folder }) => folders.open(folder),
    'run.reveal': async ({ run }) => shell.showItemInFolder((await findRun(service, run)).folder),
    'run.forget': async ({ run }) => folders.forget(await findRun(service, run)),

    'dataset.choosePlace': async () => {
      const folder = await dialogs.chooseFolder('Make a data set in a folder');
      return folder === null ? null : service.call['datasets.place']({ folder });
    },
    'dataset.choose': async () => {
      const folder = await dialogs.chooseFolder('Open the folder of a data set');
      return folder === null ? null : service.call['datasets.open']({ folder });
    },
    'dataset.reveal': async ({ dataset }) => {
      // In the list, where one that can't be read stands as well.
      const all = await service.call['datasets.list']({});
      const found = all.find(({ id }) => id === dataset);
      if (found !== undefined) return shell.showItemInFolder(found.folder);
      throw new AppError('NOT_FOUND', `There is no data set ${dataset} any more.`);
    },
    'dataset.forget': (asked) => service.call['datasets.forget'](asked),

    'link.open': ({ link }) => openLink(link),

    'settings.read': () => settings.page,
    'settings.write': (changes) => {
      settings.updatePage(changes);
      if (changes.theme !== undefined) nativeTheme.themeSource = changes.theme;
    },
  };
}

/** In the list, where a run that can't be read stands as well. */
async function findRun(service: Service, id: string): Promise<RunSummary> {
  const runs = await service.call['runs.list']({});
  const run = runs.find((candidate) => candidate.id === id);
  if (run !== undefined) return run;
  throw new AppError('NOT_FOUND', `There is no run "${id}" any more.`, { details: { run: id } });
}

async function copyImage(png: Uint8Array): Promise<void> {
  const picture = new Blob([new Uint8Array(png)], { type: 'image/png' });
  await clipboard.write([new ClipboardItem({ 'image/png': picture })]);
}

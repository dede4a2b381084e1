import { app, type BrowserWindow, nativeTheme, session, shell } from 'electron';
import type { AppEvent, DesktopEvent } from '../../src-shared/contract/app-events.js';
import { dispatcher } from '../../src-shared/contract/command.js';
import { desktopCommands } from '../../src-shared/contract/desktop-commands.js';
import { messageOf, toErrorData } from '../../src-shared/contract/errors.js';
import type { RunSummary } from '../../src-shared/contract/run-views.js';
import { createService, type Service } from '../service/service.js';
import { dataDirectory } from '../setup/directories.mjs';
import { servePage } from './app-protocol.js';
import { desktopHandlers } from './desktop-handlers.js';
import { engineInUtilityProcess } from './engine-utility.js';
import { FileDialogs } from './file-dialogs.js';
import { connectPage } from './ipc-transport.js';
import { refusePermissions } from './lockdown.js';
import { setMenu } from './menu.js';
import { OpenedFolders } from './opened-folders.js';
import type { OutsidePaths } from './outside-paths.js';
import { Quitting } from './quitting.js';
import { Settings } from './settings.js';
import { TrainingPresence } from './training-presence.js';
import { bringToFront, createWindow, placeOf, showPage } from './window.js';

/** Where the built parts lie, and what is opened from outside. */
interface DesktopParts {
  readonly engine: string;
  readonly preload: string;
  /** Folder of the page. */
  readonly page: string;
  readonly outside: OutsidePaths;
}

/** Puts the desktop together, once Electron is ready. */
export async function startDesktop({ outside, ...built }: DesktopParts): Promise<void> {
  const settings = new Settings(dataDirectory());
  nativeTheme.themeSource = settings.page.theme ?? 'system';
  servePage(built.page);
  refusePermissions(session.defaultSession);

  const service = createService({
    openEngineChannel: engineInUtilityProcess(built.engine),
    trash: (folder) => shell.trashItem(folder),
  });
  const window = createWindow({ preload: built.preload, place: settings.stored.window });
  const presence = new TrainingPresence(window);
  const tell = (event: AppEvent) => {
    page.tell(event);
    presence.hear(event);
    if (event.kind === 'runs') refreshMenu();
  };
  const folders = new OpenedFolders(service, settings, () => tell({ kind: 'runs' }));
  const dialogs = new FileDialogs(window, settings);
  const page = connectPage(window, {
    service: service.answer,
    desktop: dispatcher(desktopCommands, desktopHandlers({ service, settings, dialogs, folders })),
  });
  service.onAppEvent(tell);
  const refreshMenu = followRuns(service, page.tell);

  // Before the quitting's own listener, which may keep the window from closing.
  window.on('close', () => rememberPlace(window, settings));
  const quitting = new Quitting(window, service);
  quitting.watch();
  app.on('window-all-closed', () => app.quit());
  app.on('second-instance', () => bringToFront(window));
  await folders.openAgain();
  refreshMenu();
  await showPage(window, () => quitting.leaving);
  outside.listen((path) => {
    bringToFront(window);
    void openFromOutside(path, folders).then(page.tell);
  });
}

/** A folder dropped on the dock. */
async function openFromOutside(path: string, folders: OpenedFolders): Promise<DesktopEvent> {
  try {
    return { kind: 'opened', run: (await folders.open(path)).id, error: null };
  } catch (error) {
    return { kind: 'opened', run: null, error: toErrorData(error) };
  }
}

const recentRuns = 10;

/**
 * Sets the menu, and gives what sets it anew when the runs that it lists are others: a menu that is open
 * closes by it, and a training that saves a checkpoint changes none of their names.
 */
function followRuns(service: Service, tell: (event: DesktopEvent) => void): () => void {
  let listed = '[]';
  setMenu({ recent: [], tell });
  const list = (runs: readonly RunSummary[]) => {
    const recent = runs.filter(({ place }) => place !== 'shipped').slice(0, recentRuns);
    const names = JSON.stringify(recent.map(({ id, name }) => [id, name]));
    if (names === listed) return;
    listed = names;
    setMenu({ recent, tell });
  };
  const failed = report('The recent runs of the menu could not be read');
  return () => void service.call['runs.list']({}).then(list, failed);
}

function rememberPlace(window: BrowserWindow, settings: Settings): void {
  try {
    settings.update({ window: placeOf(window) });
  } catch (error) {
    report('The place of the window was not remembered')(error);
  }
}

/** What is no reason to bother the person goes to standard error. */
const report =
  (what: string) =>
  (error: unknown): void =>
    console.error(`${what}: ${messageOf(error)}`);

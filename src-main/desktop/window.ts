import { app, BrowserWindow, dialog, nativeTheme, screen } from 'electron';
import { pageUrl } from './app-protocol.js';
import { keepToOwnPage } from './lockdown.js';
import { placeWindow, smallestSize, type WindowPlace } from './window-place.js';

interface WindowOptions {
  /** Path of the built preload script. */
  readonly preload: string;
  readonly place: WindowPlace | undefined;
}

/** The application's one window. It is shown when its page has something to show. */
export function createWindow({ preload, place }: WindowOptions): BrowserWindow {
  const screens = [screen.getPrimaryDisplay(), ...screen.getAllDisplays()];
  const window = new BrowserWindow({
    ...placeWindow(
      place,
      screens.map((display) => display.workArea),
    ),
    minWidth: smallestSize.width,
    minHeight: smallestSize.height,
    title: app.name,
    show: false,
    backgroundColor: backgroundColour(),
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
      spellcheck: false,
      devTools: !app.isPackaged,
    },
  });
  keepToOwnPage(window);
  if (place?.maximized) window.maximize();
  window.once('ready-to-show', () => window.show());
  nativeTheme.on('updated', () => {
    if (!window.isDestroyed()) window.setBackgroundColor(backgroundColour());
  });
  return window;
}

/** A page that dies again so soon after it was loaded anew would do so for ever, ms. */
const shortestLife = 30_000;

/** Loads the page; when it dies (out of memory, a crash of the graphics), it is loaded again. */
export async function showPage(window: BrowserWindow): Promise<void> {
  let loaded = Number.NEGATIVE_INFINITY;
  window.webContents.on('render-process-gone', (_, { reason }) => {
    if (reason === 'clean-exit' || window.isDestroyed()) return;
    console.error(`The page's process is gone: ${reason}.`);
    if (performance.now() - loaded > shortestLife) {
      loaded = performance.now();
      window.webContents.reload();
    } else {
      dialog.showErrorBox(
        'The window does not work any more',
        'It crashed twice in a short time. A training that runs goes on; close the program and start it again to see it.',
      );
    }
  });
  await window.loadURL(pageUrl);
}

/** What to remember of a window. A maximised one remembers what it goes back to. */
export function placeOf(window: BrowserWindow): WindowPlace {
  return { ...window.getNormalBounds(), maximized: window.isMaximized() };
}

/** Brings it before the person, wherever it is. */
export function bringToFront(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}

/** The page's own background, so that nothing flashes before it is drawn. */
const backgroundColour = (): string => (nativeTheme.shouldUseDarkColors ? '#13151d' : '#f7f4ec');

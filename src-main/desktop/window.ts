import { app, BrowserWindow, dialog, nativeTheme, screen } from 'electron';
import { pageUrl } from './app-protocol.js';
import { keepToOwnPage } from './lockdown.js';
import { placeWindow, smallestSize, tellsPlaces, type WindowPlace } from './window-place.js';

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
  revealOnce(window, { maximized: place?.maximized ?? false });
  nativeTheme.on('updated', () => {
    if (!window.isDestroyed()) window.setBackgroundColor(backgroundColour());
  });
  return window;
}

/**
 * Shows the window when its page can be seen. On Wayland a hidden window draws nothing, and what waits
 * for its first picture (`ready-to-show`) may wait for ever: there a loaded page is enough.
 */
function revealOnce(window: BrowserWindow, { maximized }: { maximized: boolean }): void {
  const reveal = () => {
    if (window.isDestroyed() || window.isVisible()) return;
    // It shows the window as well.
    if (maximized) window.maximize();
    else window.show();
  };
  window.once('ready-to-show', reveal);
  if (process.platform === 'linux') window.webContents.once('did-finish-load', reveal);
}

/** A page that dies again so soon after it was loaded anew would do so for ever, ms. */
const shortestLife = 30_000;

/**
 * Loads the page; when it dies (out of memory, a crash of the graphics), it is loaded again.
 *
 * @param leaving whether the program is about to end: then its page may go. A window that has been
 *   closed meanwhile is no error either.
 */
export async function showPage(window: BrowserWindow, leaving: () => boolean): Promise<void> {
  if (window.isDestroyed()) return;
  let loaded = Number.NEGATIVE_INFINITY;
  window.webContents.on('render-process-gone', (_, { reason }) => {
    if (reason === 'clean-exit' || window.isDestroyed() || leaving()) return;
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
  try {
    await window.loadURL(pageUrl);
  } catch (error) {
    if (!window.isDestroyed() && !leaving()) throw error;
  }
}

/** What to remember of a window. A maximised one remembers what it goes back to. */
export function placeOf(window: BrowserWindow): WindowPlace {
  const { x, y, width, height } = window.getNormalBounds();
  const maximized = window.isMaximized();
  return tellsPlaces() ? { x, y, width, height, maximized } : { width, height, maximized };
}

/** Brings it before the person, wherever it is. */
export function bringToFront(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}

/** The page's own background, so that nothing flashes before it is drawn. */
const backgroundColour = (): string => (nativeTheme.shouldUseDarkColors ? '#13151d' : '#f7f4ec');

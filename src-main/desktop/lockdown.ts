import type { BrowserWindow, Session } from 'electron';
import { pageUrl } from './app-protocol.js';

/** The page needs no permission of the browser's: whatever asks for one is refused. */
export function refusePermissions(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
}

/** The window shows the program's page for ever: no other page, no second window, no embedded one. */
export function keepToOwnPage({ webContents }: BrowserWindow): void {
  webContents.setWindowOpenHandler(() => ({ action: 'deny' }));
  webContents.on('will-navigate', (event) => {
    if (!isReload(event.url)) event.preventDefault();
  });
  webContents.on('will-frame-navigate', (event) => {
    if (!event.isMainFrame || !isReload(event.url)) event.preventDefault();
  });
  webContents.on('will-redirect', (event) => event.preventDefault());
  webContents.on('will-attach-webview', (event) => event.preventDefault());
}

/** A page that reloads itself goes where it is; the hash is its own affair. */
const isReload = (url: string): boolean => url.split('#')[0] === pageUrl;

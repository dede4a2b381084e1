// The stand-in for the module `electron` in the application's process: what the application uses, no more.

import { app } from './app.mjs';
import {
  ClipboardItem,
  clipboard,
  dialog,
  Notification,
  nativeTheme,
  powerMonitor,
  powerSaveBlocker,
  screen,
  session,
  shell,
} from './desktop.mjs';
import { ipcMain, protocol } from './ipc.mjs';
import { Menu } from './menu.mjs';
import { utilityProcess } from './utility-process.mjs';
import { BrowserWindow } from './windows.mjs';
import './test-side.mjs';

export {
  app,
  BrowserWindow,
  ClipboardItem,
  clipboard,
  dialog,
  ipcMain,
  Menu,
  Notification,
  nativeTheme,
  powerMonitor,
  powerSaveBlocker,
  protocol,
  screen,
  session,
  shell,
  utilityProcess,
};

// biome-ignore lint/style/noDefaultExport: electron-store imports it whole.
export default { app, ipcMain, shell };

// What the test can do to the application: the part of the operating system, of the person and of the page.
import { app } from './app.mjs';
import { Notification, permissions, powerMonitor } from './desktop.mjs';
import { appFunctions } from './driver.mjs';
import { answerRequest, handlerOf } from './ipc.mjs';
import { clickItem, menuItems, pressAccelerator } from './menu.mjs';
import { PreventableEvent } from './prevented.mjs';
import { answers, calls } from './recorder.mjs';
import { latestUtilityProcess } from './utility-process.mjs';
import { BrowserWindow } from './windows.mjs';

/** @param {number} id */
function windowOf(id) {
  const window = BrowserWindow.getAllWindows().find((candidate) => candidate.id === id);
  if (!window) throw new Error(`There is no window ${id}.`);
  return window;
}

/** @type {import('./protocol.js').AppFunctions} */
const functions = {
  async invoke({ window, frame, channel, args }) {
    const { webContents } = windowOf(window);
    if (frame.main) webContents.mainFrame.url = frame.url;
    const senderFrame = frame.main ? webContents.mainFrame : { url: frame.url };
    return handlerOf(channel)({ sender: webContents, senderFrame }, ...args);
  },
  request: answerRequest,

  async mayNavigate(window, { url, main }) {
    const { webContents } = windowOf(window);
    const event = Object.assign(new PreventableEvent(), { url, isMainFrame: main });
    if (main) webContents.emit('will-navigate', event);
    webContents.emit('will-frame-navigate', event);
    if (event.defaultPrevented) return false;
    webContents.emit('did-start-navigation', { url, isMainFrame: main, isSameDocument: false });
    return true;
  },
  async mayOpen(window, url) {
    return windowOf(window).webContents.windowOpenHandler({ url }).action === 'allow';
  },
  async mayUse(permission) {
    const checked = permissions.check?.(null, permission) ?? true;
    const { request } = permissions;
    const granted = await new Promise((resolve) => {
      if (request) request(null, permission, resolve);
      else resolve(true); // Electron grants what nobody refuses
    });
    return checked || granted;
  },

  calls: async () => calls,
  answer: async (name, value) => void answers.set(name, value),
  menu: async () => menuItems(),
  clickMenu: async (labels) => clickItem(labels),
  clickNotification: async () => {
    globalThis.gc?.();
    Notification.last?.deref()?.emit('click');
  },
  pressKey: async (accelerator) => pressAccelerator(accelerator),
  failEngine: async (words) => latestUtilityProcess()?.fail(words),
  closeWindow: async () => {
    if (BrowserWindow.getAllWindows()[0]?.tryClose()) app.windowClosed();
  },
  quit: async () => app.quit(),
  loseRenderer: async (reason = 'crashed') => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    contents?.emit('render-process-gone', {}, { reason });
  },
  emit: async (source, event, args) => {
    const emitter = source === 'app' ? app : powerMonitor;
    emitter.emit(event, new PreventableEvent(), ...args);
  },
};

Object.assign(appFunctions, functions);

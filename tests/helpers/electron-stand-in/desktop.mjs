// What the operating system would show: asked for, recorded, answered as the test says.
import { EventEmitter } from 'node:events';
import { rm } from 'node:fs/promises';
import { browser } from './driver.mjs';
import { answerTo, record } from './recorder.mjs';

export const dialog = {
  /** @param {unknown} _window @param {object} options */
  async showSaveDialog(_window, options) {
    record('dialog.showSaveDialog', options);
    return answerTo('dialog.showSaveDialog', { canceled: true, filePath: '' });
  },
  /** @param {unknown} _window @param {object} options */
  async showOpenDialog(_window, options) {
    record('dialog.showOpenDialog', options);
    return answerTo('dialog.showOpenDialog', { canceled: true, filePaths: [] });
  },
  /** @param {unknown} _window @param {{cancelId?: number}} options */
  async showMessageBox(_window, options) {
    record('dialog.showMessageBox', options);
    return answerTo('dialog.showMessageBox', { response: options.cancelId ?? 0 });
  },
  /** @param {string} title @param {string} text */
  showErrorBox(title, text) {
    record('dialog.showErrorBox', title, text);
  },
};

export const shell = {
  /** @param {string} url */
  async openExternal(url) {
    record('shell.openExternal', url);
  },
  /** @param {string} path */
  showItemInFolder(path) {
    record('shell.showItemInFolder', path);
  },
  /** @param {string} path */
  async trashItem(path) {
    record('shell.trashItem', path);
    await rm(path, { recursive: true });
  },
};

export class ClipboardItem {
  /** @param {Record<string, Blob>} items */
  constructor(items) {
    this.items = items;
  }
}

export const clipboard = {
  /** @param {readonly ClipboardItem[]} items */
  async write(items) {
    for (const { items: kinds } of items) {
      for (const [type, blob] of Object.entries(kinds)) {
        record('clipboard.write', type, new Uint8Array(await blob.arrayBuffer()));
      }
    }
  },
};

class NativeTheme extends EventEmitter {
  /** @type {'system' | 'light' | 'dark'} */
  #source = 'system';

  get themeSource() {
    return this.#source;
  }

  set themeSource(source) {
    record('nativeTheme.themeSource', source);
    this.#source = source;
    void browser.setColourScheme(source);
    this.emit('updated');
  }

  get shouldUseDarkColors() {
    return this.#source === 'dark';
  }
}

export const nativeTheme = new NativeTheme();

const screens = () => answerTo('screen', [{ x: 0, y: 0, width: 1920, height: 1040 }]);

export const screen = {
  getPrimaryDisplay: () => ({ workArea: screens()[0] }),
  getAllDisplays: () => screens().map((workArea) => ({ workArea })),
};

/**
 * @typedef {(contents: null, permission: string, answer: (granted: boolean) => void) => void} Request
 * @typedef {(contents: null, permission: string) => boolean} Check
 */

/** @type {{request: Request | null, check: Check | null}} */
export const permissions = { request: null, check: null };

export const session = {
  defaultSession: {
    /** @param {Request} handler */
    setPermissionRequestHandler(handler) {
      permissions.request = handler;
    },
    /** @param {Check} handler */
    setPermissionCheckHandler(handler) {
      permissions.check = handler;
    },
    setDevicePermissionHandler() {},
  },
};

export class Notification extends EventEmitter {
  /**
   * Weakly, as Electron does: what the application lets go of hears nothing more.
   * @type {WeakRef<Notification> | null}
   */
  static last = null;

  static isSupported() {
    return true;
  }

  /** @param {{title: string, body: string}} words */
  constructor(words) {
    super();
    this.words = words;
  }

  show() {
    record('Notification', this.words);
    Notification.last = new WeakRef(this);
  }
}

let blockers = 0;

export const powerSaveBlocker = {
  /** @param {string} type */
  start(type) {
    blockers += 1;
    record('powerSaveBlocker.start', type, blockers);
    return blockers;
  },
  /** @param {number} id */
  stop(id) {
    record('powerSaveBlocker.stop', id);
  },
};

export const powerMonitor = new EventEmitter();

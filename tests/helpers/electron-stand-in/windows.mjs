import { EventEmitter } from 'node:events';
import { readFileSync } from 'node:fs';
import { app } from './app.mjs';
import { browser } from './driver.mjs';
import { PreventableEvent } from './prevented.mjs';
import { answerTo, record } from './recorder.mjs';

/** @type {Map<number, BrowserWindow>} */
const windows = new Map();

class WebContents extends EventEmitter {
  mainFrame = { url: '' };
  /** @type {(details: {url: string}) => {action: string}} Electron's own default */
  windowOpenHandler = () => ({ action: 'allow' });

  /** @param {number} id */
  constructor(id) {
    super();
    this.id = id;
  }

  /**
   * @param {string} channel
   * @param {...unknown} args
   */
  send(channel, ...args) {
    void browser.send(this.id, channel, args);
  }

  reload() {
    void browser.reload(this.id);
  }

  /** @param {WebContents['windowOpenHandler']} handler */
  setWindowOpenHandler(handler) {
    this.windowOpenHandler = handler;
  }
}

/** A page of a real Chromium; what only a window manager would show is recorded. */
export class BrowserWindow extends EventEmitter {
  #destroyed = false;
  #visible = false;
  /** Ends what waits for the page. */
  #failLoading = () => {};
  #focused = false;

  static getAllWindows() {
    return [...windows.values()];
  }

  /** @param {{width: number, height: number, x?: number, y?: number, webPreferences: {preload: string}}} options */
  constructor(options) {
    super();
    record('BrowserWindow', options);
    this.id = windows.size + 1;
    this.options = options;
    this.webContents = new WebContents(this.id);
    windows.set(this.id, this);
    const preload = readFileSync(options.webPreferences.preload, 'utf8');
    this.opened = browser.open({ id: this.id, preload });
  }

  /** @param {string} url */
  async loadURL(url) {
    if (this.#destroyed) throw new TypeError('Object has been destroyed');
    const lost = new Promise((_, reject) => {
      this.#failLoading = () => reject(new Error(`ERR_FAILED (-2) loading '${url}'`));
    });
    if (answerTo('window.closedWhileLoading', false)) {
      if (this.tryClose()) app.windowClosed();
      return lost;
    }
    await Promise.race([this.opened.then(() => browser.load(this.id, url)), lost]);
    record('window.loaded');
    this.webContents.emit('did-finish-load');
    // On Wayland a hidden window draws no first picture.
    if (this.#visible || answerTo('window.readyToShow', true)) this.emit('ready-to-show');
  }

  show() {
    record('window.show');
    this.#visible = true;
    this.#focused = true;
  }

  focus() {
    record('window.focus');
    this.#focused = true;
  }

  restore() {
    record('window.restore');
  }

  maximize() {
    record('window.maximize');
    this.#visible = true;
  }

  isFocused() {
    return answerTo('window.isFocused', this.#focused);
  }

  isMinimized() {
    return answerTo('window.isMinimized', false);
  }

  isMaximized() {
    return answerTo('window.isMaximized', false);
  }

  isVisible() {
    return this.#visible;
  }

  isDestroyed() {
    return this.#destroyed;
  }

  getNormalBounds() {
    const { x = 0, y = 0, width, height } = this.options;
    return answerTo('window.getNormalBounds', { x, y, width, height });
  }

  /**
   * @param {number} share
   * @param {object} [options]
   */
  setProgressBar(share, options) {
    record('window.setProgressBar', share, options ?? {});
  }

  /** @param {string} colour */
  setBackgroundColor(colour) {
    record('window.setBackgroundColor', colour);
  }

  /** @returns {boolean} whether it has closed */
  tryClose() {
    const event = new PreventableEvent();
    this.emit('close', event);
    if (event.defaultPrevented) return false;
    this.#destroyed = true;
    windows.delete(this.id);
    this.#failLoading();
    void this.opened.then(() => browser.close(this.id));
    this.emit('closed');
    return true;
  }
}

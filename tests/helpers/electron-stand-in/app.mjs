import { EventEmitter } from 'node:events';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { PreventableEvent } from './prevented.mjs';
import { answerTo, record } from './recorder.mjs';
import { BrowserWindow } from './windows.mjs';

class App extends EventEmitter {
  name = 'stand-in';
  isPackaged = false;
  /** @type {Record<string, string>} */
  #paths = { home: os.homedir(), userData: path.join(os.tmpdir(), 'stand-in') };
  #quitting = false;
  /** What the program was started with. */
  #switches = new Set(process.argv.filter((word) => word.startsWith('--')));

  commandLine = { hasSwitch: (/** @type {string} */ name) => this.#switches.has(`--${name}`) };

  /** It undoes the switch that a program of root's needs. */
  enableSandbox() {
    record('app.enableSandbox');
    this.#switches.delete('--no-sandbox');
  }

  /** macOS tells of what the program is started with before this settles, and never again. */
  async whenReady() {
    const opened = answerTo('app.openedBeforeReady', null);
    if (opened !== null) this.emit('open-file', new PreventableEvent(), opened);
  }

  setAppUserModelId() {}

  getVersion() {
    return '0.0.0';
  }

  /** @param {string} name */
  getPath(name) {
    return answerTo(`app.getPath.${name}`, this.#paths[name] ?? os.tmpdir());
  }

  /**
   * @param {string} name
   * @param {string} value
   */
  setPath(name, value) {
    this.#paths[name] = value;
  }

  /**
   * One instance a folder `userData`. A second one tells the first by a signal: the answer has to be
   * had at once.
   */
  requestSingleInstanceLock() {
    const file = path.join(this.getPath('userData'), 'stand-in.pid');
    const owner = livingOwner(file);
    if (owner !== null) {
      process.kill(owner, 'SIGCONT');
      return false;
    }
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, String(process.pid));
    process.on('SIGCONT', () => this.emit('second-instance', {}, [], process.cwd()));
    return true;
  }

  quit() {
    record('app.quit');
    if (this.#quitting) return;
    this.#quitting = true;
    const event = new PreventableEvent();
    this.emit('before-quit', event);
    const windows = event.defaultPrevented ? [] : BrowserWindow.getAllWindows();
    const closed = windows.every((window) => window.tryClose());
    this.#quitting = false;
    if (event.defaultPrevented || !closed) return;
    this.emit('will-quit', new PreventableEvent());
    // What waits for the windows hears of their end before.
    setImmediate(() => this.exit(0));
  }

  /** @param {number} code */
  exit(code) {
    process.exit(code);
  }

  /** After a window has closed by itself. */
  windowClosed() {
    if (!this.#quitting && BrowserWindow.getAllWindows().length === 0) {
      this.emit('window-all-closed');
    }
  }
}

/**
 * @param {string} file
 * @returns {number | null}
 */
function livingOwner(file) {
  try {
    const owner = Number(readFileSync(file, 'utf8'));
    process.kill(owner, 0);
    return owner;
  } catch {
    return null; // no file, or its process is gone
  }
}

export const app = new App();

import type { Bridge } from '../../src-shared/contract/bridge.js';
import type { Connection } from './connection.js';
import { connectToDesktop } from './desktop.js';
import { connectToServer } from './websocket.js';

declare global {
  interface Window {
    /** Put there by the desktop's preload; a browser has none. */
    readonly digits?: Bridge;
  }
}

/** The desktop's bridge where there is one, the server's socket elsewhere. */
export function openConnection(): Connection {
  return window.digits === undefined ? connectToServer() : connectToDesktop(window.digits);
}

import { exitAtOnce } from '../setup/exit-at-once.mjs';

/** The engine's end of the channel to its owner; messages are structured clones. */
export interface OwnerChannel {
  send(message: unknown): void;
  onMessage(listener: (message: unknown) => void): void;
}

/** What Electron gives a utility process in the place of Node's channel. */
interface ParentPort {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (message: { data: unknown }) => void): void;
}

/**
 * Electron's `process.parentPort` in a utility process, Node's channel in a forked one. An owner that
 * that lets go takes the engine with it, nobody is left to hear of a training: Electron ends its utility
 * processes itself.
 */
export function ownerChannel(): OwnerChannel {
  const port = parentPort();
  if (port !== null) {
    return {
      send: (message) => port.postMessage(message),
      onMessage: (listener) => port.on('message', ({ data }) => listener(data)),
    };
  }
  process.on('disconnect', () => exitAtOnce(1));
  return {
    send: (message) => void process.send?.(message),
    onMessage: (listener) => void process.on('message', listener),
  };
}

const parentPort = (): ParentPort | null =>
  'parentPort' in process ? (process.parentPort as ParentPort) : null;

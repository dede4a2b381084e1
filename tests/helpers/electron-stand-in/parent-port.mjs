// Preloaded into a utility process: `process.parentPort` over Node's channel, which it hides.
import { EventEmitter } from 'node:events';
import process from 'node:process';

const send = process.send?.bind(process);

class ParentPort extends EventEmitter {
  /** @param {unknown} message */
  postMessage(message) {
    send?.(message);
  }
}

const port = new ParentPort();
// As Electron's, it holds messages back until someone listens.
port.once('newListener', () => {
  process.on('message', (data) => port.emit('message', { data, ports: [] }));
});
// As Chromium ends the children of a browser that is gone.
process.on('disconnect', () => process.exit(1));
Object.assign(process, { parentPort: port, send: undefined });

// Preloaded into a utility process: `process.parentPort` over Node's channel, which it hides.
import { EventEmitter } from 'node:events';
import process from 'node:process';

const send = process.send?.bind(process);

class ParentPort extends EventEmitter {
  constructor() {
    super();
    // What comes before anybody listens waits, as in Electron.
    this.once('newListener', () => {
      process.on('message', (data) => this.emit('message', { data, ports: [] }));
    });
  }

  /** @param {unknown} message */
  postMessage(message) {
    send?.(message);
  }
}

// As Chromium ends the children of a browser that is gone.
process.on('disconnect', () => process.exit(1));
// Its modules ask for it to know where they are.
Reflect.defineProperty(process.versions, 'electron', { value: '45.4.1', enumerable: true });
Object.assign(process, { parentPort: new ParentPort(), send: undefined });

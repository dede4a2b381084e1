import { app } from 'electron';

/**
 * Paths that are opened from outside, as a folder that is dropped on the dock. macOS tells of the one that the
 * program is started with before Electron is ready: made before that, it keeps them for who listens.
 */
export class OutsidePaths {
  readonly #early: string[] = [];
  #listener: ((path: string) => void) | null = null;

  constructor() {
    app.on('open-file', (event, path) => {
      event.preventDefault();
      if (this.#listener === null) this.#early.push(path);
      else this.#listener(path);
    });
  }

  listen(listener: (path: string) => void): void {
    this.#listener = listener;
    for (const path of this.#early.splice(0)) listener(path);
  }
}

import { join } from 'node:path';
import { app, dialog } from 'electron';
import { reasonOf } from '../../src-shared/contract/errors.js';
import { dataDirectory } from '../setup/directories.mjs';
import { declarePageScheme } from './app-protocol.js';
import { startDesktop } from './start-desktop.js';

/** The desktop's entry. Paths are seen from the built file, out/main/index.js. */
const here = import.meta.dirname;

app.enableSandbox();
// The same data directory, the same program: one of it runs at a time.
app.setPath('userData', join(dataDirectory(), 'desktop'));

if (app.requestSingleInstanceLock()) {
  declarePageScheme();
  void app
    .whenReady()
    .then(() =>
      startDesktop({
        engine: join(here, 'engine.js'),
        preload: join(here, '../preload/index.cjs'),
        page: join(here, '../renderer'),
      }),
    )
    .catch((error: unknown) => {
      dialog.showErrorBox('The program could not start', reasonOf(error));
      app.exit(1);
    });
} else {
  app.quit();
}

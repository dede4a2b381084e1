import { join } from 'node:path';
import { app, dialog } from 'electron';
import { reasonOf } from '../../src-shared/contract/errors.js';
import { dataDirectory } from '../setup/directories.mjs';
import { declarePageScheme } from './app-protocol.js';
import { OutsidePaths } from './outside-paths.js';
import { startDesktop } from './start-desktop.js';

/** The desktop's entry. Paths are seen from the built file, out/main/index.js. */
const here = import.meta.dirname;

// It would undo that switch for this process and hand its opposite to every other one, which Chromium
// ends when they run as root. The window is in a sandbox of its own accord.
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
// The same data directory, the same program: one of it runs at a time.
app.setPath('userData', join(dataDirectory(), 'desktop'));

// Windows shows the notifications of a program that it knows by this name alone.
if (process.platform === 'win32') app.setAppUserModelId(process.execPath);

if (app.requestSingleInstanceLock()) {
  declarePageScheme();
  const outside = new OutsidePaths();
  void app
    .whenReady()
    .then(() =>
      startDesktop({
        engine: join(here, 'engine.js'),
        preload: join(here, '../preload/index.cjs'),
        page: join(here, '../renderer'),
        outside,
      }),
    )
    .catch((error: unknown) => {
      dialog.showErrorBox('The program could not start', reasonOf(error));
      app.exit(1);
    });
} else {
  app.quit();
}

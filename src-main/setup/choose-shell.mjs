// Which window `npm start` opens: the desktop's, or the browser's where Electron can't be had.
import { installsElectron } from './node-version.mjs';

/**
 * @typedef {object} Surroundings
 * @property {NodeJS.Platform} platform
 * @property {string} nodeVersion
 * @property {Record<string, string | undefined>} env
 * @property {boolean} superuser
 * @property {boolean} electron whether its binary is there
 *
 * @typedef {{shell: 'desktop', install: boolean}} Desktop `install`: its binary has to be fetched first
 * @typedef {{shell: 'browser', open: boolean, reason: string, remedy?: string}} Browser `open`: there is one
 *   to open; `reason`: a sentence; `remedy`: what would give the desktop its window
 * @typedef {Desktop | Browser} Choice
 */

/**
 * @param {Surroundings} where
 * @returns {Choice}
 */
export function chooseShell({ platform, nodeVersion, env, superuser, electron }) {
  const headless = platform === 'linux' && !env.DISPLAY && !env.WAYLAND_DISPLAY;
  if (headless) return browser('there is no display for a window', { open: false });
  if (platform === 'linux' && superuser) {
    return browser('a desktop application should not run as root, and Electron refuses to');
  }
  if (electron) return { shell: 'desktop', install: false };
  if (!installsElectron(nodeVersion)) {
    return browser(`Electron's installer needs Node 22.12 or later, and this is ${nodeVersion}`);
  }
  return { shell: 'desktop', install: true };
}

/**
 * After Electron's installer has failed.
 * @param {{timedOut: boolean, words: string}} failure `words`: its last ones
 * @returns {Browser}
 */
export function afterFailedInstallation({ timedOut, words }) {
  const why = timedOut ? 'took too long' : 'failed';
  return browser(`the download of Electron ${why}${words === '' ? '' : ` (${words})`}`);
}

/** A window that was there for longer than this has been used, seconds. */
const SHORTEST_USE = 10;

/**
 * @typedef {object} ElectronEnd
 * @property {number | null} code
 * @property {string | null} signal
 * @property {number} seconds that it ran
 * @property {boolean} [refused] the system did not start it at all
 * @property {boolean} [confined] this system lets no program make a sandbox of its own (Ubuntu from 24.04 on)
 */

/**
 * After Electron has ended: null when it did what it was there for.
 * @param {ElectronEnd} end
 * @returns {Browser | null}
 */
export function afterElectron({ code, signal, seconds, refused = false, confined = false }) {
  if (refused) {
    return browser("this system refuses to start Electron's program in node_modules/electron");
  }
  if (code === 0 || seconds > SHORTEST_USE) return null;
  // Ctrl-C, or a system that goes down.
  if (signal === 'SIGINT' || signal === 'SIGTERM' || signal === 'SIGHUP') return null;
  if (confined && (signal === 'SIGTRAP' || signal === 'SIGABRT')) {
    return {
      ...browser("this system does not let Electron set up its windows' sandbox"),
      remedy: ownSandbox,
    };
  }
  return browser(`Electron does not run here (it ended with ${signal ?? `exit code ${code}`})`);
}

/** Chromium's older sandbox, which needs no leave of the system but its owner's. */
const helper = 'node_modules/electron/dist/chrome-sandbox';
const ownSandbox = `For a window of its own, once: sudo chown root:root ${helper} && sudo chmod 4755 ${helper}`;

/**
 * @param {string} because
 * @param {{open?: boolean}} [options]
 * @returns {Browser}
 */
function browser(because, { open = true } = {}) {
  const where = open ? 'your browser' : 'a browser of your choice';
  return {
    shell: 'browser',
    open,
    reason: `The application opens in ${where} instead of a window of its own, because ${because}.`,
  };
}

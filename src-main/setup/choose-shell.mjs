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
 * @typedef {{shell: 'browser', open: boolean, reason: string}} Browser `open`: there is one to open;
 *   `reason`: a sentence
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
 * After Electron has ended: null when it did what it was there for.
 * @param {{code: number | null, signal: string | null, seconds: number}} end `seconds` that it ran
 * @returns {Browser | null}
 */
export function afterElectron({ code, signal, seconds }) {
  if (code === 0 || seconds > SHORTEST_USE) return null;
  // Ctrl-C, or a system that goes down.
  if (signal === 'SIGINT' || signal === 'SIGTERM' || signal === 'SIGHUP') return null;
  return browser(`Electron does not run here (it ended with ${signal ?? `exit code ${code}`})`);
}

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

import process from 'node:process';

/**
 * @param {string} version such as '20.19.0'
 * @returns {boolean} whether the program runs on it
 */
export function isSupported(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major >= 24 || (major === 22 && minor >= 12) || (major === 20 && minor >= 19);
}

/** What to say where it does not. */
export const nodeNeeded = `This program needs Node 20.19, 22.12 or 24 and later; this is ${process.versions.node}.`;

/**
 * @param {string} version
 * @returns {boolean} whether Electron's installer runs on it
 */
export function installsElectron(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > 22 || (major === 22 && minor >= 12);
}

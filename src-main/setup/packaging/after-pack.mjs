// electron-builder's hooks between unpacking Electron and making installers.
import fs from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { readEngine } from '../find-engine.mjs';
import { verifyEngine } from '../verify-engine.mjs';
import { problemsOfPacked } from './check-packed.mjs';
import { loadFuseTool, setFuses } from './fuses.mjs';
import { PackagingError } from './packaging-error.mjs';

/** electron-builder's numbers for processors. @type {Readonly<Record<number, string>>} */
const ARCHITECTURES = { 1: 'x64', 3: 'arm64' };

/**
 * Of electron-builder's AfterPackContext, which is AfterExtractContext too.
 * @typedef {object} Packed
 * @property {string} appOutDir
 * @property {string} electronPlatformName
 * @property {number} arch
 * @property {{executableName: string, getResourcesDir: (appOutDir: string) => string}} packager Linux's
 */

/**
 * Takes out the program that Electron shows where there is no application.
 * @param {Pick<Packed, 'appOutDir' | 'packager'>} context
 */
export async function afterExtract({ appOutDir, packager }) {
  await fs.rm(path.join(packager.getResourcesDir(appOutDir), 'default_app.asar'), { force: true });
}

/**
 * Checks what was packed, computes with the engine in it, and sets the fuses.
 * @param {Packed} context
 * @throws {PackagingError}
 */
export async function afterPack({ appOutDir, electronPlatformName, arch, packager }) {
  const resources = packager.getResourcesDir(appOutDir);
  const architecture = ARCHITECTURES[arch];
  if (electronPlatformName !== 'linux' || architecture === undefined) {
    throw new PackagingError(
      `Packaging for ${electronPlatformName} is not written yet: only Linux's engine and addons can be checked.`,
    );
  }
  const problems = await problemsOfPacked({ folder: appOutDir, resources, arch: architecture });
  if (problems.length > 0) {
    throw new PackagingError(`${appOutDir} is not what it should be:\n- ${problems.join('\n- ')}`);
  }
  const engine = readEngine(path.join(resources, 'engine'));
  if (engine !== null && process.platform === 'linux' && process.arch === architecture) {
    await verifyEngine(engine);
  }
  await setFuses(path.join(appOutDir, packager.executableName), await loadFuseTool());
}

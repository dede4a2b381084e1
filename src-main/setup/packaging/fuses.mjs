// Electron's fuses: what its binary can be talked into, decided once and for all when it is packaged.
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { PackagingError } from './packaging-error.mjs';
import { tools } from './places.mjs';

/**
 * By the names of `FuseV1Options` in @electron/fuses.
 * @type {Readonly<Record<string, boolean>>}
 */
export const FUSES = {
  // Nobody makes a plain Node of it. No process is forked with it either: the engine runs in a utility process.
  RunAsNode: false,
  // There are no cookies, and on Linux the key for them is asked of a keyring that may ask for its password.
  EnableCookieEncryption: false,
  EnableNodeOptionsEnvironmentVariable: false,
  EnableNodeCliInspectArguments: false,
  // Has an effect on macOS and Windows only.
  EnableEmbeddedAsarIntegrityValidation: true,
  OnlyLoadAppFromAsar: true,
  // There is no snapshot of that name.
  LoadBrowserProcessSpecificV8Snapshot: false,
  GrantFileProtocolExtraPrivileges: false,
  // V8's way to catch a WebAssembly program that leaves its memory; off, it checks each access, slower.
  WasmTrapHandlers: true,
};

/**
 * Of @electron/fuses: electron-builder's own copy is older than Electron's last fuse, and can't insist on all of them.
 * @typedef {object} FuseTool
 * @property {Readonly<Record<string, number | string>>} FuseV1Options number by name
 * @property {Readonly<{V1: string}>} FuseVersion
 * @property {(binary: string, settings: object) => Promise<unknown>} flipFuses
 * @property {(binary: string) => Promise<Record<string, unknown>>} getCurrentFuseWire '0' or '1' as character codes
 */

/** @returns {Promise<FuseTool>} */
export async function loadFuseTool() {
  const entry = createRequire(path.join(tools, 'package.json')).resolve('@electron/fuses');
  return import(pathToFileURL(entry).href);
}

/**
 * Sets every fuse the binary has and reads them back.
 * @param {string} binary
 * @param {FuseTool} tool
 * @throws {Error} when the binary has a fuse that is not decided on here
 */
export async function setFuses(
  binary,
  { FuseV1Options, FuseVersion, flipFuses, getCurrentFuseWire },
) {
  const numbered = Object.entries(FUSES).map(([name, on]) => {
    const place = FuseV1Options[name];
    if (place === undefined) throw new PackagingError(`@electron/fuses knows no fuse ${name}.`);
    return { name, place, on };
  });
  await flipFuses(binary, {
    version: FuseVersion.V1,
    strictlyRequireAllFuses: true,
    ...Object.fromEntries(numbered.map(({ place, on }) => [place, on])),
  });
  const wire = await getCurrentFuseWire(binary);
  for (const { name, place, on } of numbered) {
    if (wire[place] !== (on ? '1' : '0').charCodeAt(0)) {
      throw new PackagingError(`The fuse ${name} of ${binary} is not ${on ? 'on' : 'off'}.`);
    }
  }
}

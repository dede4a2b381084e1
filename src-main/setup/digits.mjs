#!/usr/bin/env node
// The command `digits`: sees to it that the command line is built, then runs it in this process.
import { existsSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const entry = path.join(root, 'dist', 'src-main', 'cli', 'main.js');

/**
 * @param {string} version such as '20.19.0'
 * @returns {boolean}
 */
function isSupported(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major >= 24 || (major === 22 && minor >= 12) || (major === 20 && minor >= 19);
}

/**
 * An installed package has no sources and comes built.
 * @returns {Promise<boolean>} whether there is something to run
 */
async function prepare() {
  if (!existsSync(path.join(root, 'tsconfig.build.json'))) {
    if (existsSync(entry)) return true;
    process.stderr.write(
      `The package in ${root} is incomplete: ${entry} is missing. Install it again.\n`,
    );
    return false;
  }
  const { build, isBuilt } = await import('./build.mjs');
  if (existsSync(path.join(root, 'node_modules')) && isBuilt(root)) return true;
  try {
    await build(root, { onStart: () => void process.stderr.write('Building the program …\n') });
    return true;
  } catch (error) {
    const { SetupError } = await import('./setup-error.mjs');
    if (!(error instanceof SetupError)) throw error;
    const parts = [`${error.message} ${error.remedy}`.trim(), error.details];
    process.stderr.write(`${parts.filter((part) => part !== '').join('\n')}\n`);
    return false;
  }
}

if (!isSupported(process.versions.node)) {
  process.stderr.write(
    `This program needs Node 20.19, 22.12 or 24 and later; this is ${process.versions.node}.\n`,
  );
  process.exitCode = 1;
} else if (await prepare()) {
  /** @type {{main(args: string[]): Promise<number>}} */
  const { main } = await import(pathToFileURL(entry).href);
  process.exitCode = await main(process.argv.slice(2));
} else {
  process.exitCode = 1;
}

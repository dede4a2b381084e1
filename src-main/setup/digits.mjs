#!/usr/bin/env node
// The command `digits`: sees to it that the command line is built, then runs it in this process.
import { existsSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { isSupported, nodeNeeded } from './node-version.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const entry = path.join(root, 'dist', 'src-main', 'cli', 'main.js');

/** @type {readonly import('./build.mjs').Part[]} */
const programAlone = ['program'];
/** @type {readonly import('./build.mjs').Part[]} */
const servedParts = ['program', 'page'];

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
  // No other command waits for the page that only the server shows.
  const parts = process.argv[2] === 'serve' ? servedParts : programAlone;
  const installed = existsSync(path.join(root, 'node_modules'));
  try {
    for (const part of parts) {
      if (installed && isBuilt(root, part)) continue;
      await build(root, {
        part,
        onStart: (name) => void process.stderr.write(`Building the ${name} …\n`),
      });
    }
    return true;
  } catch (error) {
    const { explain, SetupError } = await import('./setup-error.mjs');
    if (!(error instanceof SetupError)) throw error;
    process.stderr.write(`${explain(error)}\n`);
    return false;
  }
}

if (!isSupported(process.versions.node)) {
  process.stderr.write(`${nodeNeeded}\n`);
  process.exitCode = 1;
} else if (await prepare()) {
  /** @type {{main(args: string[]): Promise<number>}} */
  const { main } = await import(pathToFileURL(entry).href);
  process.exitCode = await main(process.argv.slice(2));
} else {
  process.exitCode = 1;
}

#!/usr/bin/env node
// The command `digits`: sees to it that the command line is built, then runs it in this process.
import { existsSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { exitAtOnce } from './exit-at-once.mjs';
import { isSupported, nodeNeeded } from './node-version.mjs';
import { outliveReaders } from './outlive-readers.mjs';
import {
  exitCodeOf,
  forwardStops,
  refuseDebugger,
  stopOf,
  watchStops,
  wishesToStop,
} from './stop-signals.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const entry = path.join(root, 'dist', 'src-main', 'cli', 'main.js');

refuseDebugger();
outliveReaders();
const signals = wishesToStop();

/** How long what an interrupted command has said is waited for, ms. */
const lastWords = 500;

/** @type {readonly import('./build.mjs').Part[]} */
const programAlone = ['program'];
/** @type {readonly import('./build.mjs').Part[]} */
const servedParts = ['program', 'page'];

/**
 * An installed package has no sources and comes built.
 * @returns {Promise<number | null>} the exit code where there is nothing to run
 */
async function prepare() {
  // Asked at each press of a key: it never builds, and has nothing to offer where nothing is built.
  if (process.argv[2] === 'complete') return existsSync(entry) ? null : 0;
  if (!existsSync(path.join(root, 'tsconfig.build.json'))) {
    if (existsSync(entry)) return null;
    process.stderr.write(
      `The package in ${root} is incomplete: ${entry} is missing. Install it again.\n`,
    );
    return 1;
  }
  const { build, isBuilt } = await import('./build.mjs');
  // No other command waits for the page that only the server shows.
  const parts = process.argv[2] === 'serve' ? servedParts : programAlone;
  const installed = existsSync(path.join(root, 'node_modules'));
  const stops = watchStops(signals);
  try {
    for (const part of parts) {
      if (installed && isBuilt(root, part)) continue;
      await build(root, {
        part,
        onStart: (name, isFirst) =>
          void process.stderr.write(
            isFirst
              ? `Building the ${name}, which happens once …\n`
              : `Building the ${name} anew: its sources have changed …\n`,
          ),
        signal: stops.signal,
      });
    }
    return null;
  } catch (error) {
    const { explain, SetupError } = await import('./setup-error.mjs');
    if (!(error instanceof SetupError)) throw error;
    const reason = stopOf(stops.signal);
    process.stderr.write(
      reason === null ? `${explain(error)}\n` : 'digits: Interrupted while it was built.\n',
    );
    return reason === null ? 1 : exitCodeOf(reason);
  } finally {
    stops.dispose();
  }
}

if (!isSupported(process.versions.node)) {
  process.stderr.write(`${nodeNeeded}\n`);
  process.exitCode = 1;
} else {
  const code = (await prepare()) ?? (await runMain());
  process.exitCode = code;
  // What still holds it up, such as a FIFO that nobody reads, ends with the next wish; after one, soon.
  forwardStops(signals, () => exitAtOnce(code));
  if (code > 128) setTimeout(() => exitAtOnce(code), lastWords).unref();
}

async function runMain() {
  /** @type {{main(args: string[], signals: import('./stop-signals.mjs').SignalSource): Promise<number>}} */
  const { main } = await import(pathToFileURL(entry).href);
  return main(process.argv.slice(2), signals);
}

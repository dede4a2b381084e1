// `digits engine`, and a program of its own:
//   node src-main/setup/engine-program.mjs install|remove|path [--quiet]
import { realpathSync } from 'node:fs';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import { engineDirectory, findEngine, installEngine, removeEngine } from './engine.mjs';
import { outliveReaders } from './outlive-readers.mjs';
import { createProgressLine } from './progress-line.mjs';
import { explain, SetupError } from './setup-error.mjs';
import { formatBytes } from './space.mjs';
import { exitCodeOf, refuseDebugger, stopOf, watchStops, wishesToStop } from './stop-signals.mjs';

const USAGE = `Usage: node src-main/setup/engine-program.mjs COMMAND [--quiet]

  install   put the native TensorFlow in place, unless it is there
  remove    delete it
  path      print where it is
`;

/**
 * @param {string[]} args
 * @param {import('./stop-signals.mjs').SignalSource} signals
 * @returns {Promise<number>} exit code: 0 good, 1 failed, 2 wrong usage, 130, 143 or 129 interrupted
 */
export async function runEngineProgram(args, signals) {
  const quiet = args.includes('--quiet');
  const [command, ...others] = args.filter((argument) => argument !== '--quiet');
  if (command === '--help' || command === '-h') {
    process.stdout.write(USAGE);
    return 0;
  }
  if (others.length > 0 || !['install', 'remove', 'path'].includes(command ?? '')) {
    process.stderr.write(USAGE);
    return 2;
  }
  const line = createProgressLine(process.stderr);
  const stops = watchStops(signals);
  try {
    if (command === 'path') return showPath();
    const say = quiet
      ? () => {}
      : (/** @type {string} */ text) => void process.stderr.write(`${text}\n`);
    if (command === 'remove') {
      const { bytes } = await removeEngine({ signal: stops.signal });
      say(`Removed ${formatBytes(bytes)} from ${engineDirectory()}.`);
      return 0;
    }
    if (findEngine()) return 0;
    const { engine, tensorflowVersion, directory } = await installEngine({
      signal: stops.signal,
      onProgress: quiet ? undefined : line.show,
      onWarning: (message) => {
        line.clear();
        say(message);
      },
    });
    line.clear();
    say(`TensorFlow ${tensorflowVersion} (${engine}) is in ${directory}.`);
    return 0;
  } catch (error) {
    line.clear();
    const reason = stopOf(stops.signal);
    if (reason !== null) {
      process.stderr.write('Interrupted; nothing is left behind. The next call begins anew.\n');
      return exitCodeOf(reason);
    }
    if (!(error instanceof SetupError)) throw error;
    process.stderr.write(`${explain(error)}\n`);
    return 1;
  } finally {
    stops.dispose();
  }
}

/** @returns {number} */
function showPath() {
  const engine = findEngine();
  if (engine) {
    process.stdout.write(`${engine.directory}\n`);
    return 0;
  }
  process.stderr.write(
    `No native engine is installed in ${engineDirectory()}. Install it with \`digits engine install\`.\n`,
  );
  return 1;
}

if (process.argv[1] && import.meta.url === pathToFileURL(realpathSync(process.argv[1])).href) {
  refuseDebugger();
  outliveReaders();
  process.exitCode = await runEngineProgram(process.argv.slice(2), wishesToStop());
}

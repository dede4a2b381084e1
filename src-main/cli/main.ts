import { setImmediate as nextTurn } from 'node:timers/promises';
import type { SignalSource } from '../setup/stop-signals.mjs';
import { exitCodes } from './cli.js';
import { commandWords, namedCommand, requireKnownCommand } from './named-command.js';
import { buildProgram } from './program.js';
import { reportError } from './report-error.js';
import { processSurroundings, type Surroundings } from './surroundings.js';
import { createOutput } from './terminal/output.js';

/**
 * The command `digits`, in this process.
 * @param args without the program's name.
 * @returns the exit code.
 */
export const main = (args: string[], signals: SignalSource): Promise<number> =>
  run(args, processSurroundings(signals));

/** The same in any surroundings. */
export async function run(args: string[], surroundings: Surroundings): Promise<number> {
  const output = createOutput(surroundings);
  let code: number = exitCodes.good;
  const program = buildProgram({
    ...surroundings,
    output,
    finish: (value) => {
      code = value;
    },
  });
  try {
    requireKnownCommand(program, args);
    await program.parseAsync(args, { from: 'user' });
  } catch (error) {
    code = reportError(error, {
      output,
      // Read from the raw arguments: the error may be that they can't be parsed.
      json: args.includes('--json'),
      verbose: args.includes('--verbose'),
      command: commandWords(namedCommand(program, args).command),
    });
  }
  // What could not be written is known after what wrote it.
  await nextTurn();
  return code === exitCodes.good && output.hasFailed ? exitCodes.failed : code;
}

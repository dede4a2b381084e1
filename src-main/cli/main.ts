import { exitCodes } from './cli.js';
import { buildProgram, commandPath } from './program.js';
import { reportError } from './report-error.js';
import { processSurroundings, type Surroundings } from './surroundings.js';
import { createOutput } from './terminal/output.js';

/**
 * The command `digits`.
 * @param args without the program's name.
 * @returns the exit code.
 */
export async function main(
  args: string[],
  surroundings: Surroundings = processSurroundings,
): Promise<number> {
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
    await program.parseAsync(args, { from: 'user' });
    return code;
  } catch (error) {
    return reportError(error, {
      output,
      // Read from the raw arguments: the error may be that they can't be parsed.
      json: args.includes('--json'),
      verbose: args.includes('--verbose'),
      command: commandPath(program, args),
    });
  }
}

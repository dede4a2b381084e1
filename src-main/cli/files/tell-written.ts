import { resolve } from 'node:path';
import { isStandardOutput } from '../../files/output-target.js';
import type { Cli } from '../cli.js';

/**
 * What a command says of what it has written: on standard output, but where that is what was written to.
 *
 * @param facts what a program reads, told with --json
 */
export async function tellWritten(
  { output }: Pick<Cli, 'output'>,
  {
    out,
    json,
    facts,
    lines,
  }: { out: string; json: boolean; facts: object; lines: readonly string[] },
): Promise<void> {
  if (await isStandardOutput(out)) {
    const said = json ? [JSON.stringify({ out, ...facts })] : lines;
    for (const line of said) output.remark(line);
  } else if (json) output.json({ out: resolve(out), ...facts });
  else output.lines(lines);
}

import { basename } from 'node:path';
import { formatNamed, meansFolder } from '../../../src-shared/config/output-endings.js';
import { writeOutput } from '../../files/write-output.js';
import { archiveOfRun } from '../../service/run-archive.js';
import { findRun } from '../../service/run-registry.js';
import type { Cli } from '../cli.js';
import { fileDestination, writeAt } from '../files/destination.js';
import { tellWritten } from '../files/tell-written.js';
import { referenceOf } from '../options/run-word.js';
import { watchInterrupts } from '../terminal/interrupts.js';

interface ExportOptions {
  readonly word: string;
  readonly out: string | undefined;
  readonly json: boolean;
}

/** Writes a run's folder as one file. Under a usual name nothing is replaced. */
export async function exportRun(cli: Cli, { word, out, json }: ExportOptions): Promise<void> {
  const named = out === undefined || meansFolder(out) ? null : formatNamed(out);
  const format = named === 'zip' ? 'zip' : 'tar';
  const destinationOf = fileDestination(out, format);
  const folder = await findRun(await referenceOf(word));
  const destination = destinationOf(`${basename(folder)}.${format}`);
  const interrupts = watchInterrupts(cli, { kill: () => {} });
  try {
    const content = await archiveOfRun(folder, format);
    const parts = (path: string) => [path];
    const written = await writeAt(cli, { destination, kind: 'files', parts }, (path) =>
      interrupts.race(writeOutput(path, content, interrupts.race)),
    );
    await tellWritten(cli, {
      out: written,
      json,
      facts: { run: basename(folder), format },
      lines: [`Wrote ${written}: all files of "${basename(folder)}".`],
    });
  } finally {
    interrupts.dispose();
  }
}
